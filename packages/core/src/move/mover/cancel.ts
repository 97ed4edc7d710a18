import type { DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError } from '../../errors/index.ts';
import type { Location } from '../../traits/MigrationStore.ts';
import { scoped, type Scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { BoundaryBody } from '../boundaryBody.ts';
import { contradicted, moveRefused } from '../refusals.ts';
import { abandonMove } from './abandon.ts';
import { recorded } from './audit.ts';
import { unlessGoneOn, type Looks } from './looks.ts';
import { look, patiently, targetOf, type MoverContext, type Side } from './MoverContext.ts';
import { givenUp, registeredAt } from './register.ts';
import { abort, clear, completed, reopen } from './undo.ts';

export interface CancelOptions extends CallOptions {
  /** Cancels this move. Absent: the one that source or target names. */
  readonly moveId?: string;
  /**
   * The target is gone for good, and is not asked: the dialogue goes back into use at its source, and its log says that the move was
   * abandoned. If the target comes back, it is refused (MG-CANCEL-03).
   */
  readonly abandon?: boolean;
  /**
   * With `abandon`: also where the register knows that the target took writes. What was written there is given up for good, which the
   * register is told: stores that are opened with it take the source, and refuse the target.
   */
  readonly acceptRollback?: boolean;
}

/** A move that is no more. */
export interface Cancelled {
  readonly moveId: string;
  /** n of `migrate.cancel` at the source; undefined where the dialogue had not left it. */
  readonly n: number | undefined;
  readonly abandoned: boolean;
  /** Why rows were left at the target: what it said of one that it cannot read. Nobody else reads them either. */
  readonly leftovers?: ColloquyError;
}

const rounds = 16;

/** Ends a move before its target takes writes, in the order C1 to C4 (MG-CANCEL-01 to -03). */
export async function cancel(
  context: MoverContext,
  id: DialogueId,
  { moveId: named, abandon = false, acceptRollback = false, ...call }: CancelOptions,
): Promise<Scoped<Cancelled>> {
  if (acceptRollback && !abandon) {
    throw new ColloquyError(
      'invalid_argument',
      'acceptRollback goes with abandon: a target that answers decides itself.',
    );
  }
  if (abandon) return abandonMove(context, id, named, acceptRollback, call);
  const to = targetOf(context, id);
  let mine = named;
  for (let round = 0; round < rounds; round++) {
    const source = await look(context, context.source, id, call);
    const target = await look(context, to, id, call);
    const looks: Looks = [
      [context.source, source],
      [to, target],
    ];
    const moveId = mine ?? (await unlessGoneOn(context, looks, call, () => namedBy(context, source, target, call)));
    if (moveId === undefined) continue;
    mine = moveId;
    const done = await tryToCancel(context, to, source, target, moveId, call);
    if (done !== undefined) return done;
  }
  throw new ColloquyError(
    'revision_conflict',
    `Others kept changing where ${id} is. Look at its status, and ask again.`,
    {
      context: { dialogueId: id, ...(mine === undefined ? {} : { moveId: mine }) },
    },
  );
}

/** The move that source or target names; the source first, for it may take no writes. */
async function namedBy(
  context: MoverContext,
  source: Scoped<Location>,
  target: Scoped<Location>,
  call: CallOptions,
): Promise<string> {
  if (source.boundary?.kind === 'migrate.out') return source.boundary.body.moveId;
  const { here } = await context.source.identity(call);
  const { state, text } = target;
  const isClaim = state === 'importing' || state === 'aborted';
  if (isClaim && text !== undefined && text.other.place === here.place) return text.moveId;
  const message = `Neither store names a move of ${source.dialogueId}: it is ${source.state} at the source and ${state} at the target. Nothing was written; name the move to cancel one that has not begun yet.`;
  throw moveRefused(source.dialogueId, 'not_there', message, { source: source.state, target: state });
}

async function tryToCancel(
  context: MoverContext,
  to: Side,
  source: Scoped<Location>,
  target: Scoped<Location>,
  moveId: string,
  call: CallOptions,
): Promise<Scoped<Cancelled> | undefined> {
  const { dialogueId: id, boundary } = source;
  const out = boundary?.kind === 'migrate.out' && boundary.body.moveId === moveId ? boundary.body : undefined;
  const { here } = await to.identity(call);
  if (out !== undefined && out.target.place !== here.place) {
    const { place, name } = out.target;
    const message = `The move ${moveId} of ${id} goes to the store ${name} (place ${place}), and the target is ${here.name} (place ${here.place}). Nothing was written; name the right target.`;
    throw moveRefused(id, 'other_target', message, { moveId, place, name });
  }
  await refuseCompleted(context, to, source, target, moveId, out, call);
  if (out === undefined && target.state === 'active') {
    const message = `The move ${moveId} of ${id} is unknown: both stores take writes. Nothing was written; compare them with status.`;
    throw moveRefused(id, 'not_there', message, { moveId });
  }
  const about = { dialogueId: id, moveId };
  const wasAborted = target.state === 'aborted' && target.text?.moveId === moveId;
  const isNothingLeft = out === undefined && wasAborted;
  const act = async (): Promise<Scoped<Cancelled> | undefined> => {
    const logId = out?.logId ?? source.logId ?? target.logId ?? '';
    if (!(await abort(context, to, target, { moveId, logId }, call))) return undefined;
    // The source may have left while the target was aborted: then this is not all.
    const now = out ?? (wasAborted ? undefined : await outOf(context, id, moveId, call));
    const crossing = now && (await reopen(context, now, call));
    const leftovers = await clear(context, to, id, moveId, call);
    const done = { moveId, n: crossing?.n, abandoned: false };
    return scoped(id, leftovers === undefined ? done : { ...done, leftovers });
  };
  return isNothingLeft ? act() : recorded(context, 'dialogue.move-cancel', about, act, call);
}

async function outOf(
  context: MoverContext,
  id: DialogueId,
  moveId: string,
  call: CallOptions,
): Promise<BoundaryBody | undefined> {
  const { boundary } = await look(context, context.source, id, call);
  return boundary?.kind === 'migrate.out' && boundary.body.moveId === moveId ? boundary.body : undefined;
}

/** MG-CANCEL-01: cancelling is allowed until the target takes writes. */
async function refuseCompleted(
  context: MoverContext,
  to: Side,
  { dialogueId: id, head }: Scoped<Location>,
  target: Scoped<Location>,
  moveId: string,
  out: BoundaryBody | undefined,
  call: CallOptions,
): Promise<void> {
  if (target.head === undefined || target.state === 'importing' || target.state === 'aborted') return;
  const chain = await patiently(context, () => to.store.verifyChainContinuity(id, call), call);
  if (chain.boundaries.some((boundary) => boundary.kind === 'migrate.in' && boundary.moveId === moveId)) {
    const known = out && head && (await registeredAt(context, id, out.logId, head.n + 1, call));
    throw known?.kind === 'migrate.cancel' ? givenUp(known.body, known.entry.n) : completed(id, moveId, to.name);
  }
  const isBehind = head !== undefined && head.kind === 'migrate.out' && target.head.n < head.n;
  if (target.state !== 'active' || !isBehind) return;
  const message = `${id} has left its source with entry ${head.n}, and the target takes writes at ${target.head.n}, before it: it was put back. Nothing was written; put another moment of it back, or abandon the move.`;
  throw contradicted(id, 'rollback', message, { moveId, source: head.n, target: target.head.n });
}
