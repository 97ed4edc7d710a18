import type { CallOptions } from '../traits/PartitionStore.ts';
import type { StoreContext } from './StoreContext.ts';

const baseMilliseconds = 2;
const capMilliseconds = 500;

/**
 * Waits before another attempt: exponential with full jitter, so that writers who collided once do not collide again in step.
 * (Exponential Backoff And Jitter, AWS Architecture Blog, 2015.)
 *
 * The cap is high on purpose: a loser that waits long takes no turn from the others, so fewer commits are sent in vain and the
 * unluckiest write loses less often. What was measured is in ADR 0016.
 */
export async function backoff(
  context: Pick<StoreContext, 'sources'>,
  attempt: number,
  options: CallOptions,
): Promise<void> {
  const ceiling = Math.min(capMilliseconds, baseMilliseconds * 2 ** attempt);
  const [high = 0, low = 0] = context.sources.randomBytes(2);
  const fraction = (high * 256 + low) / 65_536;
  await context.sources.delay(ceiling * fraction, options.signal);
}
