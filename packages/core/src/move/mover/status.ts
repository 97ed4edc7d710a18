import type { DialogueId } from '../../address/DialogueId.ts';
import { bytesEqual } from '../../bytes/index.ts';
import { isColloquyError, type ColloquyError } from '../../errors/index.ts';
import type { Contradiction, MoveState, LocatedHead, Location } from '../../traits/MigrationStore.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { BoundaryKind, StoreName } from '../boundaryBody.ts';
import { crossingOf } from '../store/crossing.ts';
import { entryAt } from '../store/location.ts';
import { publishIn, publishOut } from './carry.ts';
import { decide, type Plan } from './decide.ts';
import { isStanding } from './looks.ts';
import type { MoverContext, Side } from './MoverContext.ts';
import { givenUp, lastOf, registeredAt } from './register.ts';

/** What one store says. */
export interface StoreStatus {
  /** Undefined where not even the header could be read. */
  readonly store: StoreName | undefined;
  /** Undefined where it could not be told: then there is an error. */
  readonly state: MoveState | undefined;
  readonly head: LocatedHead | undefined;
  /** The move that residence or head name. */
  readonly moveId: string | undefined;
  /** A residence that the head contradicts (MG-ANSWER-06). */
  readonly contradiction: Contradiction | undefined;
  readonly error: ColloquyError | undefined;
}

/** What a move is to a dialogue, by both stores. */
export type MovePhase =
  /** No move is under way; the source takes writes. */
  | 'none'
  /** The target is claimed; the source takes writes. */
  | 'claimed'
  /** The source is closed, and the target not open yet. */
  | 'in-transit'
  /** The move is dead at the target, or given up by the register; the source is still closed. */
  | 'cancelling'
  /** The target takes writes, or did. */
  | 'moved'
  /** A move could neither begin nor go on: `refusal` says why. */
  | 'refused'
  /** A store could not be asked. */
  | 'unknown';

export interface MoveStatus {
  readonly phase: MovePhase;
  readonly moveId: string | undefined;
  readonly source: StoreStatus;
  readonly target: StoreStatus | undefined;
  /** What a start would answer. */
  readonly refusal: ColloquyError | undefined;
  /** Where two logs of one id part: at n they have two entries (MG-REGISTER-05). */
  readonly fork: { readonly n: number } | undefined;
  /** What the register knows last of this log. */
  readonly registered: { readonly n: number; readonly kind: BoundaryKind; readonly moveId: string } | undefined;
  /** What to do, for people. */
  readonly next: string;
}

/** What both stores say, what follows, and what to do. Writes nothing but what the register lacks (steps 4 and 8). */
export async function status(context: MoverContext, id: DialogueId, call: CallOptions): Promise<Scoped<MoveStatus>> {
  for (let attempt = 1; ; attempt++) {
    const found = await statusNow(context, id, call, attempt < looks);
    if (found !== undefined) return found;
  }
}

/** Looks at a dialogue that others are moving, at most. */
const looks = 8;

/** Undefined where the two contradict each other because somebody has gone on since the first was asked. */
async function statusNow(
  context: MoverContext,
  id: DialogueId,
  call: CallOptions,
  mayLookAgain: boolean,
): Promise<Scoped<MoveStatus> | undefined> {
  const source = await ask(context.source, id, call);
  const target = context.target && (await ask(context.target, id, call));
  const from = source.location;
  const there = target?.location;
  if (context.target === undefined || from === undefined || there === undefined) {
    return scoped(id, {
      ...nothingKnown,
      moveId: source.said.moveId ?? target?.said.moveId,
      source: source.said,
      target: target?.said,
      next: from === undefined ? withoutSource : withoutTarget,
    });
  }
  const to = context.target;
  const judged = await judge(context, to, from, there, call);
  if (judged.refusal !== undefined && mayLookAgain && !(await isStanding(context, context.source, from, call)))
    return undefined;
  const fork = await partingOf(context.source, to, from, there, call);
  if (judged.plan !== undefined) await publishLacking(context, to, from, judged.plan, call);
  const registered = await lastRegistered(context, from.logId ?? there.logId, id, call);
  const { phase, moveId, refusal, next } = afterRegister(judged, from, registered);
  return scoped(id, { phase, moveId, source: source.said, target: target?.said, refusal, fork, registered, next });
}

/** Only the source can say that it is closed, so there is no way to open the target without it (section 10). */
const withoutSource =
  'The source could not be asked: see its error. Resume or cancel when it answers. If it is gone for good, nothing opens the target without it: put a backup of the source back that was made after it was left, then resume. One from before is an old state, which a register of moves refuses.';

const withoutTarget =
  'The target could not be asked: see its error. Resume or cancel when it answers. If it is gone for good, abandon the move: the source goes on.';

const nothingKnown = { phase: 'unknown', refusal: undefined, fork: undefined, registered: undefined } as const;

interface Asked {
  readonly said: StoreStatus;
  readonly location: Scoped<Location> | undefined;
}

async function ask({ store, identity }: Side, id: DialogueId, call: CallOptions): Promise<Asked> {
  let here: StoreName | undefined;
  try {
    here = (await identity(call)).here;
    const location = await store.location(id, call);
    const { state, head, contradiction, text, boundary } = location;
    const moveId = text?.moveId ?? boundary?.body.moveId;
    return { location, said: { store: here, state, head, moveId, contradiction, error: undefined } };
  } catch (error) {
    if (!isColloquyError(error)) throw error;
    const unknown = { state: undefined, head: undefined, moveId: undefined, contradiction: undefined };
    return { location: undefined, said: { store: here, ...unknown, error } };
  }
}

interface Judged {
  readonly phase: MovePhase;
  readonly moveId: string | undefined;
  readonly refusal: ColloquyError | undefined;
  readonly next: string;
  readonly plan: Plan | undefined;
}

async function judge(
  context: MoverContext,
  to: Side,
  source: Scoped<Location>,
  target: Scoped<Location>,
  call: CallOptions,
): Promise<Judged> {
  const [from, there] = [await context.source.identity(call), await to.identity(call)];
  try {
    const plan = decide({ source, target, from: from.here, to: there.here, mine: undefined });
    return { ...sayingOf(plan), refusal: undefined, plan };
  } catch (error) {
    if (!isColloquyError(error)) throw error;
    const moveId = target.text?.moveId ?? source.boundary?.body.moveId;
    return { phase: 'refused', moveId, refusal: error, next: error.message, plan: undefined };
  }
}

/** What the target says of a move that the register knows to be cancelled is not what follows. */
function afterRegister(judged: Judged, { head }: Scoped<Location>, registered: MoveStatus['registered']): Judged {
  const { plan } = judged;
  if (plan?.plan !== 'finish' || head === undefined || registered?.kind !== 'migrate.cancel') return judged;
  if (registered.n !== head.n + 1) return judged;
  const refusal = givenUp(plan.out, registered.n);
  return { ...judged, phase: 'cancelling', refusal, next: refusal.message };
}

function sayingOf(plan: Plan): Pick<Judged, 'phase' | 'moveId' | 'next'> {
  switch (plan.plan) {
    case 'begin':
      return {
        phase: 'none',
        moveId: undefined,
        next: 'No move is under way: the source takes writes. start begins one.',
      };
    case 'join':
      return {
        phase: 'claimed',
        moveId: plan.moveId,
        next: 'The target is reserved and the source takes writes: start goes on, cancel ends it.',
      };
    case 'carry':
    case 'reclaim':
      return {
        phase: 'in-transit',
        moveId: plan.out.moveId,
        next: 'Nobody can write: start goes on to the target, cancel takes it back to the source.',
      };
    case 'undo':
      return {
        phase: 'cancelling',
        moveId: plan.out.moveId,
        next: 'The move is dead at the target, and nobody can write yet: start or cancel opens the source again.',
      };
    case 'withdraw':
      return {
        phase: 'claimed',
        moveId: plan.moveId,
        next: `The dialogue has left to the store ${plan.out.target.name}: cancel ends the claim that this target has.`,
      };
    case 'finish':
      return {
        phase: 'moved',
        moveId: plan.out.moveId,
        next: 'The move is complete. back returns; purge removes the retired copy.',
      };
  }
}

/** Steps 4 and 8, where their mover ended before them. */
async function publishLacking(
  context: MoverContext,
  to: Side,
  { boundary }: Scoped<Location>,
  plan: Plan,
  call: CallOptions,
): Promise<void> {
  if (context.register === undefined || boundary === undefined || !('out' in plan)) return;
  const { out } = plan;
  const { dialogueId: id, logId } = out;
  const { entry } = boundary;
  const known = await registeredAt(context, id, logId, entry.n, call);
  if (known === undefined) await publishOut(context, { out, entry }, call);
  if (plan.plan !== 'finish') return;
  const arrived = await entryAt(to, id, entry.n + 1, call);
  if (arrived === undefined || (await registeredAt(context, id, logId, arrived.n, call)) !== undefined) return;
  await publishIn(context, out, crossingOf(id, arrived), call);
}

async function lastRegistered(
  context: MoverContext,
  logId: string | undefined,
  id: DialogueId,
  call: CallOptions,
): Promise<MoveStatus['registered']> {
  if (logId === undefined) return undefined;
  const last = await lastOf(context, id, logId, call);
  const found = last && (await registeredAt(context, id, logId, last.entry.n, call));
  return found && { n: found.entry.n, kind: found.kind, moveId: found.body.moveId };
}

/** The first n at which the logs have two entries; logs of one id are equal up to there. */
async function partingOf(
  from: Side,
  to: Side,
  source: Scoped<Location>,
  target: Scoped<Location>,
  call: CallOptions,
): Promise<MoveStatus['fork']> {
  const { dialogueId: id } = source;
  if (source.logId !== target.logId || source.head === undefined || target.head === undefined) return undefined;
  const isSame = async (n: number): Promise<boolean> => {
    const [a, b] = [await entryAt(from, id, n, call), await entryAt(to, id, n, call)];
    return a !== undefined && b !== undefined && bytesEqual(a.header, b.header);
  };
  let parted = Math.min(source.head.n, target.head.n);
  if (await isSame(parted)) return undefined;
  let same = 0;
  while (parted - same > 1) {
    const middle = Math.floor((same + parted) / 2);
    if (await isSame(middle)) same = middle;
    else parted = middle;
  }
  return { n: parted };
}
