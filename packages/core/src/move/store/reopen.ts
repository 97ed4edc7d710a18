import type { DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';
import { entryHash, parseHeader } from '../../log/index.ts';
import type { Crossing } from '../../traits/MigrationStore.ts';
import type { ReopenOptions } from '../stepOptions.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions, LogEntry } from '../../traits/PartitionStore.ts';
import { boundaryEntry } from '../boundaryEntry.ts';
import { contradicted, moveRefused } from '../refusals.ts';
import { crossedAt, crossingOf, moverOf } from './crossing.ts';
import { believed, locate, type Standing } from './location.ts';
import type { StoreParts } from './StoreParts.ts';
import { transit } from './transit.ts';

const looks = 3;

/** From `moved` to `active`, with `migrate.cancel`; done where an entry of this move is there, whoever wrote it (MG-CANCEL-02). */
export async function reopen(
  parts: StoreParts,
  id: DialogueId,
  moveId: string,
  options: ReopenOptions = {},
): Promise<Crossing> {
  for (let look = 0; look < looks; look++) {
    const standing = await locate(parts, id, options);
    const { boundary, state } = standing;
    if (boundary?.kind !== 'migrate.out' || boundary.body.moveId !== moveId) {
      return reopened(parts, standing, moveId, options);
    }
    if (state !== 'moved') {
      const message = `${id} is ${state} here, so it cannot be taken back into use. Nothing was written; move it back.`;
      throw moveRefused(id, 'completed', message, { moveId, state });
    }
    const crossing = await tryToReopen(parts, standing, options);
    if (crossing !== undefined) return crossing;
  }
  throw new ColloquyError('revision_conflict', `Others kept changing ${id}. Ask again.`, {
    context: { dialogueId: id, moveId },
  });
}

async function tryToReopen(
  parts: StoreParts,
  standing: Scoped<Standing>,
  options: ReopenOptions,
): Promise<Crossing | undefined> {
  const { dialogueId: id, raw, header, residence, boundary } = standing;
  if (raw === undefined || header === undefined || boundary === undefined) return undefined;
  const { copied: _, ...said } = boundary.body;
  const body = { ...said, ...(options.abandoned === true ? ({ abandoned: true } as const) : {}) };
  const previous = { header, bytes: raw.header };
  const built = await boundaryEntry(previous, 'migrate.cancel', body, moverOf(parts), options);
  const entry = options.publish === undefined ? built : await options.publish(built);
  if (entry !== built) requireFollows(parts, standing, raw.header, entry);
  const head = { n: raw.n, commitId: raw.commitId };
  const { changed } = await transit(parts, id, { from: residence, to: null, head, entry }, options);
  return changed ? crossingOf(id, entry) : undefined;
}

/** What somebody else built is used if it undoes this move, on this head. */
function requireFollows(
  parts: StoreParts,
  { dialogueId: id, boundary }: Scoped<Standing>,
  head: Uint8Array,
  entry: LogEntry,
): void {
  const header = parseHeader(entry.header);
  const { kind, body } = believed(parts, id, entry);
  const follows = header !== undefined && bytesEqual(header.prevHash, entryHash(head));
  if (kind === 'migrate.cancel' && body.moveId === boundary?.body.moveId && follows) return;
  const message = `The register of moves holds another entry ${entry.n} of ${id} than one that could follow here. Nothing was written; compare both stores with status.`;
  throw contradicted(id, 'fork', message, { n: entry.n, kind, moveId: body.moveId });
}

/** The entry that took it back, wherever the head is now. */
async function reopened(
  parts: StoreParts,
  { dialogueId: id, raw, state }: Scoped<Standing>,
  moveId: string,
  call: CallOptions,
): Promise<Crossing> {
  const { tenant } = await parts.identity(call);
  const { chain } = await parts.chains.follow(id, tenant, raw, call);
  const found = chain.boundaries.find(({ kind, body }) => kind === 'migrate.cancel' && body.moveId === moveId);
  const crossing = found && (await crossedAt(parts, id, found.n, 'migrate.cancel', moveId, call));
  if (crossing !== undefined) return crossing;
  const message = `${id} has not left this store under the move ${moveId} (it is ${state} here): there is nothing to take back. Nothing was written.`;
  throw moveRefused(id, 'not_there', message, { moveId, state });
}
