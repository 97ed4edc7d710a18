import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { headerProcessLaws } from './headers.ts';
import { killLaws } from './kills.ts';
import { leftoverLaws } from './leftovers.ts';
import { pointLaws } from './points.ts';
import { raceLaws } from './races.ts';

/** Laws of PartitionStore and store header for backends that several processes may open at once. */
export const processLaws: readonly StoreLaw[] = [
  ...pointLaws,
  ...raceLaws,
  ...killLaws,
  ...leftoverLaws,
  ...headerProcessLaws,
];
