import { isColloquyError } from '../../errors/index.ts';
import { parseHeader } from '../../log/index.ts';
import type { Residence } from '../../traits/MigrationPort.ts';
import type { Crossing, Location } from '../../traits/MigrationStore.ts';
import type { Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions, LogEntry } from '../../traits/PartitionStore.ts';
import { copyDialogue, verifyCopy, type ArrivalRequest } from '../arrival/index.ts';
import type { BoundaryBody, Copied } from '../boundaryBody.ts';
import { prepareHeaders } from '../prepareHeaders.ts';
import { contradicted } from '../refusals.ts';
import { parseResidenceText } from '../residenceText.ts';
import { crossingOf } from '../store/crossing.ts';
import { believed, entryAt } from '../store/location.ts';
import { recorded } from './audit.ts';
import { look, patiently, step, type MoverContext, type Side } from './MoverContext.ts';
import { givenUp, publish, registeredAt } from './register.ts';

/** A move whose `migrate.out` has landed, and the claim that it goes to. */
export interface Departed {
  readonly out: BoundaryBody;
  readonly entry: LogEntry;
  /** `importing`, of this move; null where there is none any more, and nothing is written. */
  readonly under: Residence | null;
}

export interface Arrived {
  readonly outcome: 'arrived';
  readonly crossing: Crossing;
  readonly copied: Copied;
  /** When `migrate.out` was written, by the clock of whoever wrote it; milliseconds since the Unix epoch. */
  readonly leftAt: number;
}

/** Why a move did not arrive in this attempt. */
export interface NotArrived {
  /** `superseded`: somebody else was first, and the stores say with what. `cancelled`: the register knows its end. */
  readonly outcome: 'superseded' | 'cancelled';
}

const superseded: NotArrived = { outcome: 'superseded' };

/**
 * Steps 4 to 8.
 *
 * @throws ColloquyError as the steps
 */
export async function carry(
  context: MoverContext,
  to: Side,
  departed: Departed,
  call: CallOptions,
): Promise<Arrived | NotArrived> {
  const ended = await endOf(context, to, departed, call);
  if (ended !== undefined) return ended;
  await publishOut(context, departed, call);
  await prepare(context, to, departed, call);
  const request = arrivalOf(context, to, departed, call);
  if (request === undefined) return superseded;
  const { dialogueId, moveId } = departed.out;
  const about = { dialogueId, moveId };
  const done = await step(context, { ...about, step: 'copy' }, () =>
    patiently(context, () => copyDialogue(request), call),
  );
  if (done.outcome === 'superseded') return superseded;
  const read = await step(context, { ...about, step: 'verify' }, () =>
    patiently(context, () => verifyCopy(request), call),
  );
  if (read.outcome === 'superseded') return superseded;
  const crossing = await activate(context, to, departed, read.copied, call);
  if (!('entry' in crossing)) return crossing;
  await publishIn(context, departed.out, crossing, call);
  return { outcome: 'arrived', crossing, copied: read.copied, leftAt: timeOf(departed.entry) };
}

function timeOf({ header }: LogEntry): number {
  return parseHeader(header)?.time ?? 0;
}

/**
 * What the register knows of an end of this move; undefined where it knows none.
 *
 * @throws ColloquyError `integrity_error`, reason `rollback`, where it knows that the target took writes, and the target does not
 */
async function endOf(
  context: MoverContext,
  to: Side,
  { out, entry }: Departed,
  call: CallOptions,
): Promise<NotArrived | undefined> {
  const { dialogueId, moveId, logId } = out;
  const known = await registeredAt(context, dialogueId, logId, entry.n + 1, call);
  if (known === undefined) return undefined;
  if (known.kind === 'migrate.cancel') return { outcome: 'cancelled' };
  // Looked at after the register: another mover may have come to the end meanwhile.
  const { state, text } = await look(context, to, dialogueId, call);
  if (state !== 'importing' || text?.moveId !== moveId) return superseded;
  throw activatedBefore(known.body, entry.n + 1);
}

/** Step 4: before anything is copied, and so before anybody can write at the target (MG-REGISTER-01). */
export async function publishOut(
  context: MoverContext,
  { out, entry }: Pick<Departed, 'out' | 'entry'>,
  call: CallOptions,
): Promise<void> {
  const { dialogueId, moveId, logId } = out;
  await step(context, { dialogueId, moveId, step: 'publish-out' }, () =>
    publish(context, dialogueId, logId, entry, call),
  );
}

/** Epochs may have come to the source since step 1 (MG-KEYS-02). */
async function prepare(context: MoverContext, to: Side, { entry, out }: Departed, call: CallOptions): Promise<void> {
  const epoch = parseHeader(entry.header)?.epoch;
  const { dialogueId, moveId } = out;
  const stores = { source: context.source.header, target: to.header, epochs: epoch === undefined ? [] : [epoch] };
  await step(context, { dialogueId, moveId, step: 'prepare' }, () =>
    patiently(context, () => prepareHeaders(stores, call), call),
  );
}

function arrivalOf(
  context: MoverContext,
  to: Side,
  { out, entry, under }: Departed,
  call: CallOptions,
): ArrivalRequest | undefined {
  if (under === null) return undefined;
  const { dialogueId: id, moveId, tenant } = out;
  const { source, movers, pace, onProgress } = context;
  const text = parseResidenceText(under.move);
  return {
    id,
    source: source.backend,
    target: to.backend,
    under,
    base: text?.base ?? 0,
    whole: text?.whole ?? false,
    out: entry.n,
    tenant,
    movers,
    ...call,
    ...(pace === undefined ? {} : { pace }),
    ...(onProgress === undefined ? {} : { onProgress: (done) => onProgress({ dialogueId: id, moveId, ...done }) }),
  };
}

/** Step 7: the source is read once more, for it may have been put back while it was copied. */
export async function activate(
  context: MoverContext,
  to: Side,
  departed: Departed,
  copied: Copied,
  call: CallOptions,
): Promise<Crossing | NotArrived> {
  const { out, entry } = departed;
  const { dialogueId, moveId } = out;
  const about = { dialogueId, moveId, records: copied.records };
  return step(context, { dialogueId, moveId, step: 'activate' }, async () => {
    const ended = await endOf(context, to, departed, call);
    if (ended !== undefined) return ended;
    const source = await look(context, context.source, dialogueId, call);
    if (source.boundary?.kind !== 'migrate.out' || source.boundary.body.moveId !== moveId) return superseded;
    const evidence = { n: entry.n, hash: source.head?.hash ?? '', copied };
    const act = (): Promise<Crossing> =>
      patiently(context, () => to.store.activate(dialogueId, moveId, evidence, call), call);
    try {
      return await recorded(context, 'dialogue.move-in', about, act, call);
    } catch (error) {
      // A canceller was first: what is left of that is done by whoever looks next.
      if (isColloquyError(error, 'move_cancelled')) return superseded;
      throw error;
    }
  });
}

/** The target takes writes by this move already, or did before it was put back (schedule 27). */
function activatedBefore({ dialogueId: id, moveId, target }: BoundaryBody, n: number): Error {
  const message = `The register of moves knows that ${id} takes writes in the store ${target.name} since entry ${n}, and it is on its way there: that store was put back. Nothing was written; put another moment of it back.`;
  return contradicted(id, 'rollback', message, { moveId, n, ...target });
}

/** Step 8. */
export async function publishIn(
  context: MoverContext,
  { dialogueId, moveId, logId }: BoundaryBody,
  { entry }: Crossing,
  call: CallOptions,
): Promise<void> {
  await step(context, { dialogueId, moveId, step: 'publish-in' }, () =>
    publish(context, dialogueId, logId, entry, call),
  );
}

/** A target that is past `migrate.out`: done where it is so by this move, whoever brought it there. */
export async function finish(
  context: MoverContext,
  to: Side,
  source: Scoped<Location>,
  out: BoundaryBody,
  call: CallOptions,
): Promise<Arrived> {
  const { dialogueId: id, moveId, logId } = out;
  const n = (source.head?.n ?? 0) + 1;
  const entry = await patiently(context, () => entryAt(to, id, n, call), call);
  const header = entry && parseHeader(entry.header);
  if (entry === undefined || header?.kind !== 'migrate.in') throw partedAt(id, n);
  const { body } = believed(context, id, entry);
  if (body.moveId !== moveId || body.copied === undefined) throw partedAt(id, n);
  const crossing = crossingOf(id, entry);
  const known = await registeredAt(context, id, logId, n, call);
  if (known === undefined) await publishIn(context, out, crossing, call);
  // An activation that a restored target let through after the move had been cancelled (schedule 28), or one that was given up.
  else if (known.kind === 'migrate.cancel') throw givenUp(out, n);
  const leftAt = source.boundary === undefined ? 0 : timeOf(source.boundary.entry);
  return { outcome: 'arrived', crossing, copied: body.copied, leftAt };
}

function partedAt(id: Scoped<Location>['dialogueId'], n: number): Error {
  const message = `Entry ${n} of ${id} at the target is not the migrate.in of the move with which the source was left: they have parted. Nothing was written; compare both stores with status.`;
  return contradicted(id, 'fork', message, { n });
}
