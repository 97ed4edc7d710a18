import type { DialogueId } from '../../address/DialogueId.ts';
import { toHex } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';
import { entryHash, parseHeader } from '../../log/index.ts';
import type { ActivationEvidence, Crossing } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { boundaryEntry } from '../boundaryEntry.ts';
import { moveCancelled, moveRefused } from '../refusals.ts';
import { crossedAt, crossingOf, moverOf } from './crossing.ts';
import { believed, entryAt, locate, type Standing } from './location.ts';
import type { StoreParts } from './StoreParts.ts';
import { transit } from './transit.ts';

/** Looks at what stands there: before the first request, and after one that came too late. */
const looks = 3;

/** From `importing` to `active`, with `migrate.in`; done where an entry of this move is there, whoever wrote it. */
export async function activate(
  parts: StoreParts,
  id: DialogueId,
  moveId: string,
  evidence: ActivationEvidence,
  call: CallOptions = {},
): Promise<Crossing> {
  for (let look = 0; look < looks; look++) {
    const standing = await locate(parts, id, call);
    if (standing.state !== 'importing' || standing.text?.moveId !== moveId) {
      const { n } = evidence;
      const there = await crossedAt(parts, id, n + 1, 'migrate.in', moveId, call);
      if (there !== undefined) return there;
      if (standing.state === 'aborted' || standing.state === 'importing') throw moveCancelled(id, moveId);
      const message = `${id} is ${standing.state} in this store, and not on its way under the move ${moveId}. Nothing was written; look at its status.`;
      throw moveRefused(id, 'not_there', message, { moveId, state: standing.state });
    }
    const crossing = await tryToActivate(parts, standing, moveId, evidence, call);
    if (crossing !== undefined) return crossing;
  }
  throw new ColloquyError('revision_conflict', `Others kept changing the arrival of ${id}. Start again.`, {
    context: { dialogueId: id, moveId },
  });
}

async function tryToActivate(
  parts: StoreParts,
  standing: Scoped<Standing>,
  moveId: string,
  { n, hash, copied }: ActivationEvidence,
  call: CallOptions,
): Promise<Crossing | undefined> {
  const { dialogueId: id, raw, residence } = standing;
  const { here } = await parts.identity(call);
  const out = await entryAt(parts, id, n, call);
  const header = out && parseHeader(out.header);
  if (out === undefined || header?.kind !== 'migrate.out' || toHex(entryHash(out.header)) !== hash) {
    const now = await locate(parts, id, call);
    // Cancelled and cleared since it was looked at: that is what there is to say of it.
    if (now.state !== 'importing' || now.text?.moveId !== moveId) return undefined;
    const message = `Entry ${n} of ${id} here is not the migrate.out that was verified. Nothing was written; start again, which copies it.`;
    throw moveRefused(id, 'unfinished', message, { moveId, n });
  }
  const { body } = believed(parts, id, out);
  if (body.moveId !== moveId || body.target.place !== here.place) {
    const { place, name } = body.target;
    const message = `The dialogue ${id} left for the store ${name} (place ${place}) under the move ${body.moveId}. Nothing was written here.`;
    throw moveRefused(id, 'other_target', message, { moveId: body.moveId, place, name });
  }
  const previous = { header, bytes: out.header };
  const entry = await boundaryEntry(previous, 'migrate.in', { ...body, copied }, moverOf(parts), call);
  const head = raw === undefined ? null : { n: raw.n, commitId: raw.commitId };
  const { changed } = await transit(parts, id, { from: residence, to: null, head, entry }, call);
  return changed ? crossingOf(id, entry) : undefined;
}
