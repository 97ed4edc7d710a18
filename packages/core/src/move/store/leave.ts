import type { DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError } from '../../errors/index.ts';
import { backoff } from '../../store/backoff.ts';
import type { Crossing } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { StoreName } from '../boundaryBody.ts';
import { boundaryEntry } from '../boundaryEntry.ts';
import { contradicted, moveCancelled, moveRefused } from '../refusals.ts';
import { encodeResidenceText } from '../residenceText.ts';
import { crossingOf, moverOf } from './crossing.ts';
import { locate, type Standing } from './location.ts';
import type { StoreParts } from './StoreParts.ts';
import { transit } from './transit.ts';

/**
 * From `active` to `moved`, with `migrate.out`. Where a writer was first, the head is read again, at most `maxAttempts` times; where the
 * entry of this move is there, whoever wrote it, it is done (MG-MOVE-01, -07).
 */
export async function leave(
  parts: StoreParts,
  id: DialogueId,
  moveId: string,
  target: StoreName,
  call: CallOptions = {},
): Promise<Crossing> {
  for (let attempt = 0; attempt < parts.maxAttempts; attempt++) {
    if (attempt > 0) await backoff(parts, attempt - 1, call);
    const standing = await locate(parts, id, call);
    const left = leftUnder(standing, moveId, target);
    if (left !== undefined) return left;
    if (standing.pending) await parts.backend.settle(id, call);
    else {
      const crossing = await tryToLeave(parts, standing, moveId, target, call);
      if (crossing !== undefined) return crossing;
    }
  }
  throw new ColloquyError(
    'revision_conflict',
    `Writers were first at ${id} ${parts.maxAttempts} times, so it has not left. Nothing was written here; start again, or pause the writers.`,
    { context: { dialogueId: id, moveId } },
  );
}

/** The entry of this move, where it is there; undefined where the dialogue is open. */
function leftUnder(standing: Scoped<Standing>, moveId: string, target: StoreName): Crossing | undefined {
  const { dialogueId: id, boundary, state, contradiction } = standing;
  if (boundary?.kind === 'migrate.out') {
    const { body, entry } = boundary;
    if (body.moveId !== moveId) throw otherMove(id, body.moveId, body.target);
    if (body.target.place === target.place) return crossingOf(id, entry);
    const { place, name } = body.target;
    const message = `The move ${moveId} of ${id} goes to the store ${name} (place ${place}): name that one. Nothing was written.`;
    throw moveRefused(id, 'other_target', message, { moveId, place, name });
  }
  if (contradiction !== undefined) throw tornBy(id, contradiction);
  if (state === 'active') return undefined;
  throw moveRefused(id, 'not_there', `${id} is ${state} in this store: there is nothing to move out of it.`, { state });
}

async function tryToLeave(
  parts: StoreParts,
  standing: Scoped<Standing>,
  moveId: string,
  target: StoreName,
  call: CallOptions,
): Promise<Crossing | undefined> {
  const { dialogueId: id, raw, header, logId } = standing;
  if (raw === undefined || header === undefined || logId === undefined) return undefined;
  const { tenant, here } = await parts.identity(call);
  const { chain, continuous } = await parts.chains.follow(id, tenant, raw, call);
  if (!continuous) throw brokenAt(id, chain.broken?.n ?? raw.n);
  const { location, boundaries } = chain;
  if (location.at === 'store' && location.store.place !== here.place) throw misplaced(id, location.store);
  // Whoever comes late with a move that was undone must not begin it again (MG-MOVE-07).
  if (boundaries.some(({ body }) => body.moveId === moveId)) throw moveCancelled(id, moveId);
  const body = { dialogueId: id, tenant, logId, moveId, source: here, target };
  const entry = await boundaryEntry({ header, bytes: raw.header }, 'migrate.out', body, moverOf(parts), call);
  const text = encodeResidenceText({ moveId, other: target, logId, base: 0, n: entry.n, whole: true });
  const head = { n: raw.n, commitId: raw.commitId };
  const change = { from: null, to: { status: 'moved', move: text }, head, entry } as const;
  const { changed } = await transit(parts, id, change, call);
  return changed ? crossingOf(id, entry) : undefined;
}

/** Another move was first (MG-MOVE-04). */
export function otherMove(id: DialogueId, moveId: string, { place, name }: StoreName): ColloquyError {
  const message = `${id} has left under the move ${moveId} to the store ${name} (place ${place}). Nothing was written by this one; let that move end, or cancel it.`;
  return moveRefused(id, 'other_move', message, { moveId, place, name });
}

export function tornBy(id: DialogueId, contradiction: string): ColloquyError {
  const message = `What is kept of a move beside the head of ${id} contradicts it (${contradiction}): the database was edited or put back. Nothing was written; ask the doctor.`;
  return moveRefused(id, 'torn', message, { contradiction });
}

export function brokenAt(id: DialogueId, n: number): ColloquyError {
  const message = `The log of ${id} does not hold together at entry ${n}. Nothing was written; verify it, and restore or repair it before it moves.`;
  return contradicted(id, 'boundary', message, { n });
}

export function misplaced(id: DialogueId, { place, name }: StoreName): ColloquyError {
  const message = `The log of ${id} places it in the store ${name} (place ${place}), not in this one: these are rows of another store. Nothing was written.`;
  return contradicted(id, 'misplaced', message, { place, name });
}
