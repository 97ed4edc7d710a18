import { isColloquyError } from '../../errors/index.ts';
import type { Location } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { look, type MoverContext, type Side } from './MoverContext.ts';

/** What the stores were to a dialogue when they were looked at, one after the other. */
export type Looks = readonly (readonly [side: Side, seen: Scoped<Location>])[];

/**
 * True where a store is to the dialogue what it was at an earlier look. Commits are no moves: where it takes writes, and did before, it stands,
 * or writers could keep what is wrong from ever being told.
 */
export async function isStanding(
  context: MoverContext,
  side: Side,
  before: Scoped<Location>,
  call: CallOptions,
): Promise<boolean> {
  const now = await look(context, side, before.dialogueId, call);
  const takesWrites = now.state === 'active' && before.state === 'active';
  const isSameHead = takesWrites || (now.head?.n === before.head?.n && now.head?.hash === before.head?.hash);
  const isSameResidence =
    now.residence?.status === before.residence?.status && now.residence?.move === before.residence?.move;
  return isSameHead && isSameResidence;
}

/** What is said of a dialogue by what was seen. Any other error is none about it: a store that is away, a caller that ends it. */
const judgements = ['move_refused', 'move_cancelled', 'integrity_error'] as const;

/**
 * What those looks, and what is read behind them, say together. A contradiction is told only where the stores stand as they did; undefined
 * where somebody has gone on meanwhile, and it is to be looked at again (MG-MOVE-04).
 *
 * @throws what `judge` throws
 */
export async function unlessGoneOn<T>(
  context: MoverContext,
  looks: Looks,
  call: CallOptions,
  judge: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await judge();
  } catch (error) {
    if (!judgements.some((code) => isColloquyError(error, code))) throw error;
    for (const [side, seen] of looks) if (!(await isStanding(context, side, seen, call))) return undefined;
    throw error;
  }
}
