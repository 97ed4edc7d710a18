import type { DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError, isColloquyError } from '../../errors/index.ts';
import { parseHeader } from '../../log/index.ts';
import type { Location } from '../../traits/MigrationStore.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import { parseBoundaryBody, type BoundaryBody, type Copied } from '../boundaryBody.ts';
import { moveCancelled } from '../refusals.ts';
import { otherMove } from '../store/leave.ts';
import { recorded } from './audit.ts';
import { carry, finish, type Arrived } from './carry.ts';
import { claim, leave, prepare, requireLatest } from './depart.ts';
import { check, refuseStrangers } from './check.ts';
import { decide } from './decide.ts';
import { unlessGoneOn, type Looks } from './looks.ts';
import { drawMoveId, look, step, targetOf, type MoverContext, type Side } from './MoverContext.ts';
import { abort, clear, reopen } from './undo.ts';

export interface StartOptions extends CallOptions {
  /** Goes on with this move and no other: `move_cancelled` where it is dead. Absent: whichever is under way, or a new one. */
  readonly moveId?: string;
}

/** A dialogue that takes writes at its target. */
export interface CompletedMove {
  readonly moveId: string;
  /** n of `migrate.in`. */
  readonly n: number;
  /** Of that entry, 64 lowercase hexadecimal digits. */
  readonly hash: string;
  readonly copied: Copied;
  /** Milliseconds during which nobody could write. */
  readonly cutOverMs: number;
  /** `monotonic`: this process closed and opened it. `wall`: another one had a part in it, and it is the difference of two clocks. */
  readonly cutOverBy: 'monotonic' | 'wall';
}

/** How often what stands there is looked at anew, because somebody else was at work too. */
const rounds = 16;

/** Where a start stands: what it learns from its own steps. */
interface Course {
  mine: string | undefined;
  /** By the monotonic clock, when this process closed the dialogue. */
  leftAt: number | undefined;
}

/** Begins a move, or goes on with the one that is under way, to its end (MG-MOVE-01 to -07). */
export async function start(
  context: MoverContext,
  id: DialogueId,
  { moveId, ...call }: StartOptions,
): Promise<Scoped<CompletedMove>> {
  const to = targetOf(context, id);
  await refuseStrangers(context, to, id, call);
  const course: Course = { mine: moveId, leftAt: undefined };
  for (let round = 0; round < rounds; round++) {
    const arrived = await advance(context, to, id, course, call);
    if (arrived !== undefined) return movedOf(context, id, arrived, course);
  }
  throw new ColloquyError(
    'revision_conflict',
    `Others kept changing where ${id} is. Look at its status, and start again.`,
    {
      context: { dialogueId: id, ...(course.mine === undefined ? {} : { moveId: course.mine }) },
    },
  );
}

/** Does what the two stores ask for. Undefined: look again. */
async function advance(
  context: MoverContext,
  to: Side,
  id: DialogueId,
  course: Course,
  call: CallOptions,
): Promise<Arrived | undefined> {
  const source = await look(context, context.source, id, call);
  const target = await look(context, to, id, call);
  const [from, there] = [await context.source.identity(call), await to.identity(call)];
  const looks: Looks = [
    [context.source, source],
    [to, target],
  ];
  const plan = await unlessGoneOn(context, looks, call, () =>
    decide({ source, target, from: from.here, to: there.here, mine: course.mine }),
  );
  if (plan === undefined) return undefined;
  switch (plan.plan) {
    case 'begin': {
      const about = { dialogueId: id, step: 'check', moveId: undefined } as const;
      const checked = await unlessGoneOn(context, looks, call, async () =>
        step(context, about, () => check(context, to, source, target, call)),
      );
      if (checked === undefined) return undefined;
      await prepare(context, to, source, call);
      course.mine = await claim(context, to, source, target, drawMoveId(context), call);
      return undefined;
    }
    case 'join': {
      const { moveId } = plan;
      course.mine = moveId;
      const latest = await unlessGoneOn(context, looks, call, () => requireLatest(context, to, source, moveId, call));
      if (latest === undefined) return undefined;
      return crossOver(context, to, source, target, course, moveId, call);
    }
    case 'carry':
      course.mine = plan.out.moveId;
      return carryOn(context, to, source, target, plan.out, call);
    case 'reclaim':
      await claim(context, to, source, target, plan.out.moveId, call);
      return undefined;
    case 'finish':
      // Somebody else has opened it, at a moment that this clock did not see.
      course.leftAt = undefined;
      return unlessGoneOn(context, looks, call, () => finish(context, to, source, plan.out, call));
    case 'undo':
      await takeBack(context, to, plan.out, call);
      // Another claim has followed, and is the one to go on with.
      if (course.mine !== undefined && course.mine !== plan.out.moveId) return undefined;
      throw moveCancelled(id, plan.out.moveId);
    case 'withdraw':
      await abort(context, to, target, { moveId: plan.moveId, logId: plan.out.logId }, call);
      await clear(context, to, id, plan.moveId, call);
      throw otherMove(id, plan.out.moveId, plan.out.target);
  }
}

/** Steps 3 to 8 at once: between them nobody can write. */
async function crossOver(
  context: MoverContext,
  to: Side,
  source: Scoped<Location>,
  target: Scoped<Location>,
  course: Course,
  moveId: string,
  call: CallOptions,
): Promise<Arrived | undefined> {
  const departed = await leave(context, to, source, target, moveId, call);
  course.leftAt ??= context.sources.monotonic();
  return carried(context, to, departed, call);
}

async function carryOn(
  context: MoverContext,
  to: Side,
  { boundary }: Scoped<Location>,
  { residence }: Scoped<Location>,
  out: BoundaryBody,
  call: CallOptions,
): Promise<Arrived | undefined> {
  if (boundary === undefined) return undefined;
  return carried(context, to, { out, entry: boundary.entry, under: residence }, call);
}

/** Steps 4 to 8; what the register or the source knows of an end of this move ends it here too. */
async function carried(
  context: MoverContext,
  to: Side,
  departed: Parameters<typeof carry>[2],
  call: CallOptions,
): Promise<Arrived | undefined> {
  try {
    const carriedTo = await carry(context, to, departed, call);
    if (carriedTo.outcome === 'arrived') return carriedTo;
    if (carriedTo.outcome === 'superseded') return undefined;
  } catch (error) {
    const isFull = isColloquyError(error, 'storage_full') || isColloquyError(error, 'read_only');
    if (!isFull || context.whenFull === 'leave') throw error;
    throw await takenBack(context, to, departed.out, error, call);
  }
  // The register knows its end, and the target does not: it was put back (MG-MOVE-06).
  const { dialogueId: id, moveId } = departed.out;
  const target = await look(context, to, id, call);
  if (!(await abort(context, to, target, departed.out, call))) return undefined;
  await takeBack(context, to, departed.out, call);
  throw moveCancelled(id, moveId);
}

/** C2 to C4. */
async function takeBack(context: MoverContext, to: Side, out: BoundaryBody, call: CallOptions): Promise<void> {
  const { dialogueId, moveId } = out;
  await recorded(context, 'dialogue.move-cancel', { dialogueId, moveId }, () => reopen(context, out, call), call);
  await clear(context, to, dialogueId, moveId, call);
}

/** The target cannot take it: the dialogue goes back into use where it was (`docs/spec/migration.md`, section 10). */
async function takenBack(
  context: MoverContext,
  to: Side,
  out: BoundaryBody,
  full: ColloquyError,
  call: CallOptions,
): Promise<unknown> {
  const { dialogueId: id, moveId } = out;
  try {
    const target = await look(context, to, id, call);
    if (!(await abort(context, to, target, out, call))) return full;
    await takeBack(context, to, out, call);
  } catch (cause) {
    const message = `The target cannot take ${id} (${full.code}), and the move could not be cancelled either. The dialogue takes no writes. Make room and resume, or cancel, or abandon the move.`;
    return new ColloquyError(full.code, message, { context: { ...full.context, moveId, cancelled: false }, cause });
  }
  const message = `The target cannot take ${id} (${full.code}). The move was cancelled: the dialogue is in use at its source, where no record was touched. Make room, and start again.`;
  return new ColloquyError(full.code, message, { context: { ...full.context, moveId, cancelled: true }, cause: full });
}

function movedOf(
  { sources }: MoverContext,
  id: DialogueId,
  arrived: Arrived,
  { mine, leftAt }: Course,
): Scoped<CompletedMove> {
  const { crossing, copied } = arrived;
  const { n, hash, entry } = crossing;
  const body = parseBoundaryBody('migrate.in', entry.body);
  const common = { moveId: body?.moveId ?? mine ?? '', n, hash, copied };
  if (leftAt !== undefined) {
    return scoped(id, { ...common, cutOverMs: sources.monotonic() - leftAt, cutOverBy: 'monotonic' });
  }
  const cutOverMs = Math.max(0, (parseHeader(entry.header)?.time ?? 0) - arrived.leftAt);
  return scoped(id, { ...common, cutOverMs, cutOverBy: 'wall' });
}
