import type { DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual } from '../../bytes/index.ts';
import type { ColloquyError } from '../../errors/index.ts';
import type { Location } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions, LogEntry } from '../../traits/PartitionStore.ts';
import type { BoundaryBody, BoundaryKind } from '../boundaryBody.ts';
import type { RegisteredMove } from '../register/index.ts';
import { contradicted, moveRefused } from '../refusals.ts';
import { believed, entryAt } from '../store/location.ts';
import { patiently, type MoverContext } from './MoverContext.ts';

/** What the register holds at an n, believed by its signature. */
export interface Registered {
  readonly entry: LogEntry;
  readonly kind: BoundaryKind;
  readonly body: BoundaryBody;
}

/** The entry that the register holds at n; undefined without a register. */
export async function registeredAt(
  context: MoverContext,
  id: DialogueId,
  logId: string,
  n: number,
  call: CallOptions,
): Promise<Registered | undefined> {
  const { register: kept } = context;
  if (kept === undefined) return undefined;
  const found = await patiently(context, () => kept.entryAt(id, logId, n, call), call);
  return found && { entry: found.entry, ...believed(context, id, found.entry) };
}

/**
 * Puts an entry into the register, and answers with what stands there (MG-REGISTER-01). The entry itself without a register.
 *
 * @throws ColloquyError `integrity_error`, reason `boundary` or `mover_unknown`, for one that is not to be believed
 */
export async function register(
  context: MoverContext,
  id: DialogueId,
  logId: string,
  entry: LogEntry,
  call: CallOptions,
): Promise<LogEntry> {
  const { register: kept } = context;
  if (kept === undefined) return entry;
  const put = await patiently(context, () => kept.put({ dialogueId: id, logId, entry }, call), call);
  believed(context, id, put.entry);
  return put.entry;
}

/**
 * Puts a `migrate.cancel` into the register, also over an arrival that is given up with it (MG-CANCEL-03), and answers with what counts there.
 * An arrival that the dialogue has left since is not given up: what the register holds behind it would count on.
 *
 * @throws ColloquyError `move_refused`, reason `other_move`; `integrity_error`, reason `boundary` or `mover_unknown`
 */
export async function registerCancel(
  context: MoverContext,
  { dialogueId: id, logId }: Pick<BoundaryBody, 'dialogueId' | 'logId'>,
  entry: LogEntry,
  givingUp: boolean,
  call: CallOptions,
): Promise<LogEntry> {
  const { register: kept } = context;
  if (kept === undefined) return entry;
  await refuseGoneOn(context, id, logId, entry.n, call);
  const move = { dialogueId: id, logId, entry };
  const put = await patiently(context, () => (givingUp ? kept.abandon(move, call) : kept.put(move, call)), call);
  believed(context, id, put.entry);
  return put.entry;
}

/** Refuses to take back a move that is not the last one: whoever knows of the later one would believe nothing else. */
export async function refuseGoneOn(
  context: MoverContext,
  id: DialogueId,
  logId: string,
  n: number,
  call: CallOptions,
): Promise<void> {
  const last = await lastOf(context, id, logId, call);
  if (last === undefined || last.entry.n <= n) return;
  const { kind, body } = believed(context, id, last.entry);
  const { moveId, source, target } = body;
  const message = `The register of moves knows that ${id} has left ${source.name} since for the store ${target.name} (entry ${last.entry.n}, ${kind}). Nothing was written; abandon that move at ${source.name}, or put a backup of a store back that the dialogue was in since.`;
  throw moveRefused(id, 'other_move', message, { moveId, n: last.entry.n, ...target });
}

/** As {@link register}, of an entry that stands in a log already: another one in its place is a fork. */
export async function publish(
  context: MoverContext,
  id: DialogueId,
  logId: string,
  entry: LogEntry,
  call: CallOptions,
): Promise<void> {
  const standing = await register(context, id, logId, entry, call);
  if (bytesEqual(standing.header, entry.header)) return;
  throw partedFromRegister(id, entry.n);
}

/**
 * Refuses to go on with a store that the register knows to have been further (MG-REGISTER-02).
 *
 * @throws ColloquyError `integrity_error`, reason `rollback` or `fork`
 */
export async function refuseLaterMoves(
  context: MoverContext,
  { dialogueId: id, head, logId }: Scoped<Location>,
  call: CallOptions,
): Promise<void> {
  const { source } = context;
  if (logId === undefined || head === undefined) return;
  const last = await lastOf(context, id, logId, call);
  if (last === undefined) return;
  const { n } = last.entry;
  if (n > head.n) {
    const { kind, body } = believed(context, id, last.entry);
    const message = `The register of moves knows entry ${n} of ${id} (${kind}), and its source ends at ${head.n}: it was put back. Nothing was written; put another moment of it back.`;
    throw contradicted(id, 'rollback', message, { n, head: head.n, moveId: body.moveId, ...body.target });
  }
  const here = await entryAt(source, id, n, call);
  if (here === undefined || !bytesEqual(here.header, last.entry.header)) throw partedFromRegister(id, n);
}

/** The last entry that the register holds of this log. */
export async function lastOf(
  context: MoverContext,
  id: DialogueId,
  logId: string,
  call: CallOptions,
): Promise<RegisteredMove | undefined> {
  const { register: kept } = context;
  const known = kept && (await patiently(context, () => kept.latest(id, call), call));
  return known?.find((move) => move.logId === logId);
}

export function partedFromRegister(id: DialogueId, n: number): ColloquyError {
  const message = `The register of moves holds another entry ${n} of ${id} than the log: they have parted. Nothing was written; compare both stores with status.`;
  return contradicted(id, 'fork', message, { n });
}

/** The target takes writes by a move of which the register holds the cancellation: only the source may go on (MG-CANCEL-03, schedule 28). */
export function givenUp({ dialogueId: id, moveId, source, target }: BoundaryBody, n: number): ColloquyError {
  const message = `The register of moves holds the cancellation of the move ${moveId} of ${id}, and the store ${target.name} takes writes by that move: stores that are opened with the register refuse it there. Nothing was written; abandon the move, which opens ${source.name}.`;
  return contradicted(id, 'fork', message, { moveId, n, ...source });
}
