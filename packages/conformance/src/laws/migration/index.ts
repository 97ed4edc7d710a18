import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { answerLaws } from './answers.ts';
import { batchLaws } from './batches.ts';
import { commonLaws } from './common.ts';
import { costLaws } from './costs.ts';
import { portErrorLaws } from './errors.ts';
import { interleavedLaws } from './interleaved.ts';
import { listingLaws } from './listing.ts';
import { readOnlyLaws } from './readOnly.ts';
import { residenceLaws } from './residence.ts';
import { stateLaws } from './state.ts';
import { togetherLaws } from './together.ts';

/** Every law of the MigrationPort, and of what the calls of PartitionStore answer under a residence. */
export const migrationLaws: readonly StoreLaw[] = [
  ...stateLaws,
  ...togetherLaws,
  ...answerLaws,
  ...residenceLaws,
  ...batchLaws,
  ...commonLaws,
  ...portErrorLaws,
  ...listingLaws,
  ...readOnlyLaws,
  ...costLaws,
  ...interleavedLaws,
];
