import type { DialogueId } from '../../address/DialogueId.ts';
import type { Location } from '../../traits/MigrationStore.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions, LogEntry } from '../../traits/PartitionStore.ts';
import type { BoundaryBody } from '../boundaryBody.ts';
import type { BoundaryFact } from '../boundaryFact.ts';
import { moveRefused } from '../refusals.ts';
import { believed, entryAt } from '../store/location.ts';
import { recorded } from './audit.ts';
import type { Cancelled } from './cancel.ts';
import { look, patiently, type MoverContext } from './MoverContext.ts';
import { partedFromRegister, refuseGoneOn, registerCancel, registeredAt } from './register.ts';
import { reopen } from './undo.ts';

/** C2 and C3 without C1 (MG-CANCEL-03). */
export async function abandonMove(
  context: MoverContext,
  id: DialogueId,
  named: string | undefined,
  acceptRollback: boolean,
  call: CallOptions,
): Promise<Scoped<Cancelled>> {
  const source = await look(context, context.source, id, call);
  const { boundary, head } = source;
  const out = boundary?.kind === 'migrate.out' ? boundary.body : undefined;
  if (out === undefined || head === undefined || (named !== undefined && named !== out.moveId)) {
    return abandonedBefore(context, source, named, acceptRollback, call);
  }
  const { moveId } = out;
  await refuseGoneOn(context, id, out.logId, head.n + 1, call);
  await refuseUnaccepted(context, out, head.n + 1, acceptRollback, call);
  const about = { dialogueId: id, moveId };
  const act = (): ReturnType<typeof reopen> => reopen(context, out, { ...call, abandoned: true, acceptRollback });
  const crossing = await recorded(context, 'dialogue.move-cancel', about, act, call);
  return scoped(id, { moveId, n: crossing.n, abandoned: true });
}

async function refuseUnaccepted(
  context: MoverContext,
  { dialogueId: id, logId, moveId, target }: BoundaryBody,
  n: number,
  acceptRollback: boolean,
  call: CallOptions,
): Promise<void> {
  const known = await registeredAt(context, id, logId, n, call);
  if (known?.kind !== 'migrate.in' || acceptRollback) return;
  const message = `The register of moves knows that the move ${moveId} of ${id} is complete: the store ${target.name} took writes. Nothing was written; abandoning it gives up what was written there, and has to be accepted.`;
  throw moveRefused(id, 'completed', message, { moveId, n });
}

/**
 * A source that was opened again before. What is left to see to is that the register says so too: it may have been put back itself, or not
 * been at hand.
 */
async function abandonedBefore(
  context: MoverContext,
  source: Scoped<Location>,
  named: string | undefined,
  acceptRollback: boolean,
  call: CallOptions,
): Promise<Scoped<Cancelled>> {
  const { dialogueId: id, state } = source;
  const found = await cancelledIn(context, source, named, call);
  const entry = found && (await patiently(context, () => entryAt(context.source, id, found.n, call), call));
  if (found === undefined || entry === undefined) {
    const message = `${id} is ${state} at its source${named === undefined ? '' : `, and has not left under the move ${named}`}: there is nothing to abandon. Nothing was written.`;
    throw moveRefused(id, 'not_there', message, { state });
  }
  await publishCancel(context, entry, believed(context, id, entry).body, acceptRollback, call);
  return scoped(id, { moveId: found.moveId, n: found.n, abandoned: found.abandoned === true });
}

async function publishCancel(
  context: MoverContext,
  entry: LogEntry,
  body: BoundaryBody,
  acceptRollback: boolean,
  call: CallOptions,
): Promise<void> {
  const { dialogueId: id, logId } = body;
  const known = await registeredAt(context, id, logId, entry.n, call);
  if (known?.kind === 'migrate.cancel') return;
  if (known !== undefined && body.abandoned !== true) throw partedFromRegister(id, entry.n);
  await refuseUnaccepted(context, body, entry.n, acceptRollback, call);
  await registerCancel(context, body, entry, acceptRollback && body.abandoned === true, call);
}

/** The cancellation of the named move, or the one that the log ends its moves with. */
async function cancelledIn(
  context: MoverContext,
  { dialogueId: id, head }: Scoped<Location>,
  named: string | undefined,
  call: CallOptions,
): Promise<BoundaryFact | undefined> {
  if (head === undefined) return undefined;
  const { store } = context.source;
  const { boundaries } = await patiently(context, () => store.verifyChainContinuity(id, call), call);
  const ends = boundaries.filter(({ kind }) => kind === 'migrate.cancel');
  if (named !== undefined) return ends.find(({ moveId }) => moveId === named);
  return boundaries.at(-1)?.kind === 'migrate.cancel' ? ends.at(-1) : undefined;
}
