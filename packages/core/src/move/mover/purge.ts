import type { DialogueId } from '../../address/DialogueId.ts';
import type { Location, PurgeEvidence } from '../../traits/MigrationStore.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { judgeSource, type Sound } from '../arrival/index.ts';
import type { StoreName } from '../boundaryBody.ts';
import { moveRefused } from '../refusals.ts';
import { misplaced } from '../store/leave.ts';
import { recorded } from './audit.ts';
import { look, patiently, targetOf, type MoverContext, type Side } from './MoverContext.ts';

/** A retired copy that has gone. */
export interface Purged {
  /** The move with which the dialogue had left. */
  readonly moveId: string;
  /** Records that this call removed: less where an earlier one was interrupted. */
  readonly removed: number;
  /** Where the dialogue is, as far as that was looked at: undefined where the purge had begun before. */
  readonly holder: (StoreName & { readonly n: number; readonly hash: string }) | undefined;
  /** What a purge does not reach (MG-PURGE-03). */
  readonly notReached: readonly string[];
}

/** What databases keep of rows that were deleted. */
const notReached = [
  'Free pages and the WAL of SQLite, until VACUUM and a checkpoint.',
  'Dead tuples and the WAL of PostgreSQL, until VACUUM and its archive end.',
  'Point-in-time recovery and backups of DynamoDB, until they expire.',
  'Copies of the database that were made before.',
] as const;

/** Looks at a dialogue that is being written to, at most. */
const looks = 5;

/** P1 to P3: removes the retired copy at the source, if the target holds the dialogue (MG-PURGE-01 to -03). */
export async function purge(context: MoverContext, id: DialogueId, call: CallOptions): Promise<Scoped<Purged>> {
  const to = targetOf(context, id);
  const { state, boundary } = await look(context, context.source, id, call);
  const moveId = boundary?.kind === 'migrate.out' ? boundary.body.moveId : undefined;
  if (moveId === undefined || (state !== 'moved' && state !== 'purging' && state !== 'purged')) {
    const message = `${id} is ${state} in the store ${context.source.name}: there is no retired copy to purge. Nothing was written.`;
    throw moveRefused(id, 'not_there', message, { state });
  }
  const holder = state === 'moved' ? await holderOf(context, to, id, moveId, call) : undefined;
  const { here } = await to.identity(call);
  const evidence: PurgeEvidence = holder ?? { store: here, n: 0, hash: '' };
  const onStep: NonNullable<Parameters<typeof context.source.store.purge>[3]>['onStep'] = (name, phase) =>
    context.onStep?.({ dialogueId: id, moveId, step: name, phase });
  const act = (): Promise<{ readonly removed: number }> =>
    patiently(context, () => context.source.store.purge(id, moveId, evidence, { ...call, onStep }), call);
  const about = { dialogueId: id, moveId };
  const { removed } = await recorded(context, 'dialogue.purge', about, act, call, (done) => done.removed);
  const found = holder && { ...holder.store, n: holder.n, hash: holder.hash };
  return scoped(id, { moveId, removed, holder: found, notReached });
}

/** P1: the log where the dialogue is now has `migrate.in` of this move, is continuous to its head, and its records are those of the log. */
async function holderOf(
  context: MoverContext,
  to: Side,
  id: DialogueId,
  moveId: string,
  call: CallOptions,
): Promise<PurgeEvidence> {
  const { here, tenant } = await to.identity(call);
  for (let attempt = 0; attempt < looks; attempt++) {
    const location = await look(context, to, id, call);
    requireActive(location, to);
    const { movers, pace } = context;
    const request = { id, source: to.backend, tenant, movers, ...call, ...(pace === undefined ? {} : { pace }) };
    const judged = await patiently(context, () => judgeSource(request), call);
    if (judged.outcome === 'sound') return { store: here, ...evidenceOf(judged, id, moveId, here) };
    if (judged.outcome === 'unfinished') await to.backend.settle(id, call);
  }
  const message = `${id} was written to in the store ${to.name} while it was read, ${looks} times. Nothing was written; purge it when its writers pause.`;
  throw moveRefused(id, 'unfinished', message, { moveId });
}

function requireActive({ dialogueId: id, state, contradiction }: Scoped<Location>, { name }: Side): void {
  if (state === 'active' && contradiction === undefined) return;
  const message = `The store ${name} does not hold ${id} (it is ${state} there), so the retired copy may be the only one. Nothing was written; name the store that takes its writes.`;
  throw moveRefused(id, 'not_there', message, { state });
}

function evidenceOf(
  { n, hash, boundaries, location }: Sound,
  id: DialogueId,
  moveId: string,
  { place, name }: StoreName,
): { readonly n: number; readonly hash: string } {
  if (location.at === 'store' && location.store.place !== place) throw misplaced(id, location.store);
  const came = boundaries.some(({ kind, body, trust }) => {
    return kind === 'migrate.in' && body.moveId === moveId && trust.trust === 'signed';
  });
  if (came) return { n, hash };
  const message = `The log of ${id} in the store ${name} does not say that it came with the move ${moveId}. Nothing was written; name the store that it went to.`;
  throw moveRefused(id, 'not_there', message, { moveId });
}
