import type { DialogueId } from '../../address/DialogueId.ts';
import { toHex } from '../../bytes/index.ts';
import { entryHash } from '../../log/index.ts';
import type { Location } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { readLog } from '../../verify/readLog.ts';
import { verifyLogAgainstNote } from '../../verify/verifyLogAgainstNote.ts';
import { portOf } from '../portOf.ts';
import { contradicted, moveRefused } from '../refusals.ts';
import { brokenAt, misplaced } from '../store/leave.ts';
import { entryAt } from '../store/location.ts';
import { patiently, type MoverContext, type Side } from './MoverContext.ts';
import { refuseLaterMoves } from './register.ts';

/** Step 0: whether a move can begin; answers with true, or rejects. Writes nothing. */
export async function check(
  context: MoverContext,
  to: Side,
  source: Scoped<Location>,
  target: Scoped<Location>,
  call: CallOptions,
): Promise<true> {
  const { dialogueId: id } = source;
  await refuseStrangers(context, to, id, call);
  await requireContinuous(context, source, call);
  await requireNote(context, id, call);
  await requireRoom(to, target, call);
  await requireSameBase(context, source, target, call);
  await refuseLaterMoves(context, source, call);
  return true;
}

/** One tenant, two places. */
export async function refuseStrangers(
  { source }: MoverContext,
  to: Side,
  id: DialogueId,
  call: CallOptions,
): Promise<void> {
  const [from, other] = [await source.identity(call), await to.identity(call)];
  if (from.tenant !== other.tenant) {
    const message = `The stores ${source.name} and ${to.name} hold the tenants ${from.tenant} and ${other.tenant}: a dialogue never changes its tenant. Nothing was written.`;
    throw moveRefused(id, 'tenant', message, { source: from.tenant, target: other.tenant });
  }
  if (from.here.place !== other.here.place) return;
  const message = `${source.name} and ${to.name} are one store (place ${from.here.place}). Nothing was written; name another target.`;
  throw moveRefused(id, 'same_place', message, { place: from.here.place });
}

async function requireContinuous(
  context: MoverContext,
  { dialogueId: id }: Scoped<Location>,
  call: CallOptions,
): Promise<void> {
  const { store, identity } = context.source;
  const chain = await patiently(context, () => store.verifyChainContinuity(id, call), call);
  if (!chain.continuous) throw brokenAt(id, chain.broken?.n ?? 0);
  const { here } = await identity(call);
  const { location } = chain;
  if (location.at === 'store' && location.store.place !== here.place) throw misplaced(id, location.store);
}

async function requireNote({ against, source }: MoverContext, id: DialogueId, call: CallOptions): Promise<void> {
  const evidence = await against?.(id);
  if (evidence === undefined) return;
  const report = await verifyLogAgainstNote(readLog(source.backend, id, call), evidence);
  const [finding] = report.findings;
  if (finding === undefined) return;
  const message = `The log of ${id} is not the one that the note was signed for (${finding.kind}). Nothing was written; restore it, or look at it with verify.`;
  throw contradicted(id, 'rollback', message, { finding: finding.kind, n: report.n });
}

/** Rows without a head are what a torn restore leaves behind: a move would write over them. */
async function requireRoom(
  { backend, name }: Side,
  { dialogueId: id, state }: Scoped<Location>,
  call: CallOptions,
): Promise<void> {
  if (state !== 'absent') return;
  const [first, { records }] = [
    await entryAt({ backend }, id, 1, call),
    await portOf(backend).exportBatch(id, undefined, call),
  ];
  if (first === undefined && records.length === 0) return;
  const message = `The store ${name} has rows of ${id} and no head: a restore has torn it. Nothing was written; repair or restore it first.`;
  throw moveRefused(id, 'torn', message, { name });
}

/** An earlier copy is gone on from if it is one of this log. */
async function requireSameBase(
  { source: { backend } }: MoverContext,
  source: Scoped<Location>,
  target: Scoped<Location>,
  call: CallOptions,
): Promise<void> {
  const { dialogueId: id } = source;
  if (target.head === undefined) return;
  const { n, hash } = target.head;
  const entry = await entryAt({ backend }, id, n, call);
  if (entry !== undefined && toHex(entryHash(entry.header)) === hash) return;
  const context = { n, sourceLogId: source.logId, targetLogId: target.logId };
  if (source.logId === target.logId) {
    const message = `Entry ${n} of ${id} is another one in the target than in the source: they have parted. Nothing was written; compare them with status.`;
    throw contradicted(id, 'fork', message, context);
  }
  const message = `The target keeps the copy of another dialogue under the id ${id}, which has left it. Nothing was written; both stay as they are.`;
  throw moveRefused(id, 'target_taken', message, context);
}
