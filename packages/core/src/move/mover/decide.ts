import type { ColloquyError } from '../../errors/index.ts';
import type { Location } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { BoundaryBody, StoreName } from '../boundaryBody.ts';
import { contradicted, moveCancelled, moveRefused } from '../refusals.ts';
import { otherMove, tornBy } from '../store/leave.ts';

/** What is to be done next, by what the two stores say and by nothing else. */
export type Plan =
  /** Neither knows of a move: steps 0 to 2. */
  | { readonly plan: 'begin' }
  /** The target is claimed for this move: step 3. */
  | { readonly plan: 'join'; readonly moveId: string }
  /** The source has left: steps 4 to 8. */
  | { readonly plan: 'carry'; readonly out: BoundaryBody }
  /** The source has left, and the target, which was put back, knows nothing of it: step 2 under the same id. */
  | { readonly plan: 'reclaim'; readonly out: BoundaryBody }
  /** The target takes writes past `migrate.out`: what is left is to see that it does by this move, and step 8. */
  | { readonly plan: 'finish'; readonly out: BoundaryBody }
  /** The move is dead at the target: C2 to C4. */
  | { readonly plan: 'undo'; readonly out: BoundaryBody }
  /** Another move was first: this claim ends. */
  | { readonly plan: 'withdraw'; readonly moveId: string; readonly out: BoundaryBody };

export interface Observed {
  readonly source: Scoped<Location>;
  readonly target: Scoped<Location>;
  readonly from: StoreName;
  readonly to: StoreName;
  /** The move that this start has claimed, joined, or was told to go on with. */
  readonly mine: string | undefined;
}

/**
 * The next part of a move. Any mover at any time comes to the same conclusion, which is why there is no owner.
 *
 * @throws ColloquyError `move_refused`, `move_cancelled`; `integrity_error`, reason `fork` or `rollback`
 */
export function decide(observed: Observed): Plan {
  const { source, target } = observed;
  const { dialogueId: id, boundary, contradiction } = source;
  if (target.contradiction !== undefined) throw tornBy(id, target.contradiction);
  if (boundary?.kind === 'migrate.out') return behindOut(observed, boundary.body);
  if (contradiction !== undefined) throw tornBy(id, contradiction);
  if (source.state === 'active') return beforeOut(observed);
  const whence = source.text === undefined ? '' : `, from the store ${source.text.other.name}`;
  const message = `${id} is ${source.state} in the store ${observed.from.name}${whence}: there is nothing to move out of it. Nothing was written.`;
  throw moveRefused(id, 'not_there', message, { state: source.state });
}

function behindOut({ source, target, to, mine }: Observed, out: BoundaryBody): Plan {
  const id = source.dialogueId;
  const { moveId } = out;
  const claimed = target.text?.moveId;
  const isOfThisLog = target.state === 'importing' && target.logId === out.logId;
  if (out.target.place !== to.place) {
    if (isOfThisLog && claimed !== undefined && target.text?.other.place === out.source.place) {
      return { plan: 'withdraw', moveId: claimed, out };
    }
    if (mine !== undefined && mine !== moveId) throw otherMove(id, moveId, out.target);
    const { place, name } = out.target;
    const message = `${id} has left for the store ${name} (place ${place}), and the target is ${to.name} (place ${to.place}). Nothing was written; name the right target. From there it can be moved on, or the move to it cancelled while it has not arrived.`;
    throw moveRefused(id, 'other_target', message, { moveId, place, name });
  }
  const n = source.head?.n ?? 0;
  if ((target.head?.n ?? 0) > n) {
    if (target.state === 'active') return { plan: 'finish', out };
    throw goneOn(target, to);
  }
  if (source.state !== 'moved') throw retired(source, target);
  switch (target.state) {
    case 'importing':
      return claimed === moveId ? { plan: 'carry', out } : { plan: 'undo', out };
    case 'aborted':
      return { plan: 'undo', out };
    case 'active':
      throw putBack(source, target);
    case 'purging':
      throw unfinishedPurge(target, to);
    default:
      return { plan: 'reclaim', out };
  }
}

function beforeOut({ source, target, from, to, mine }: Observed): Plan {
  const id = source.dialogueId;
  const { state, text } = target;
  if (state === 'active') throw bothActive(source, target, to);
  if (state === 'purging') throw unfinishedPurge(target, to);
  const isOfThisLog = text?.other.place === from.place && text.logId === source.logId;
  if (state === 'importing' && text !== undefined) {
    if (!isOfThisLog) {
      const { place, name } = text.other;
      const message = `The store ${to.name} is claimed for ${id} by the move ${text.moveId} from the store ${name} (place ${place}). Nothing was written; let that move end, or cancel it.`;
      throw moveRefused(id, 'other_move', message, { moveId: text.moveId, place, name });
    }
    if (mine === undefined || mine === text.moveId) return { plan: 'join', moveId: text.moveId };
  }
  // A claim is made once: where it is gone, its mover has lost.
  if (mine !== undefined) throw moveCancelled(id, mine);
  return { plan: 'begin' };
}

function bothActive(source: Scoped<Location>, target: Scoped<Location>, to: StoreName): ColloquyError {
  const { dialogueId: id } = source;
  const context = {
    source: source.head?.n,
    target: target.head?.n,
    sourceLogId: source.logId,
    targetLogId: target.logId,
  };
  if (source.logId === target.logId) {
    const message = `Both stores hold ${id} and take writes: one of them was put back from before a move, or copied. Nothing was written; compare them with status, and keep one.`;
    return contradicted(id, 'fork', message, context);
  }
  const message = `The store ${to.name} has another dialogue under the id ${id} (its log is ${target.logId}, not ${source.logId}). Nothing was written; both stay as they are.`;
  return moveRefused(id, 'target_taken', message, context);
}

function putBack(source: Scoped<Location>, target: Scoped<Location>): ColloquyError {
  const { dialogueId: id } = source;
  const message = `${id} has left its source with entry ${source.head?.n ?? 0}, and the target takes writes at ${target.head?.n ?? 0}, before it: it was put back. Nothing was written; put another moment of it back.`;
  return contradicted(id, 'rollback', message, { source: source.head?.n, target: target.head?.n });
}

function retired(source: Scoped<Location>, target: Scoped<Location>): ColloquyError {
  const { dialogueId: id, state } = source;
  const message = `${id} is ${state} at its source, and ${target.state} at the target: there is nothing left to move. Nothing was written; put a backup of the target back.`;
  return moveRefused(id, 'not_there', message, { state });
}

/** It had come to the target, and has left it since: back, or to a third store. */
function goneOn({ dialogueId: id, state, boundary }: Scoped<Location>, { name }: StoreName): ColloquyError {
  const next = boundary?.body;
  const whither = next === undefined ? '' : `, for the store ${next.target.name} (place ${next.target.place})`;
  const message = `${id} had come to the store ${name}, and has left it since${whither} (it is ${state} there). Nothing was written; look at the move that took it from there.`;
  const context = next === undefined ? {} : { moveId: next.moveId, ...next.target };
  return moveRefused(id, 'other_move', message, { state, ...context });
}

function unfinishedPurge({ dialogueId: id }: Scoped<Location>, { name }: StoreName): ColloquyError {
  const message = `The retired copy of ${id} in the store ${name} is half purged. Nothing was written; end that purge first.`;
  return moveRefused(id, 'unfinished', message, { name });
}
