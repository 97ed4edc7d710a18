import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collector = (options: { readonly type: 'minor' }) => void;

let collect: Collector | undefined;

/**
 * Collects young garbage now, so that a contender does not pay for what the one before it left behind. Not all garbage: a full
 * collection throws away the shapes of objects that are gone, and with them the optimised code of the contenders.
 */
export function collectYoungGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collector;
  }
  collect({ type: 'minor' });
}
