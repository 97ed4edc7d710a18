import type { Move } from '../entities/types.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { parseDisplayId } from '../ids/displayId.ts';
import { isSignal } from './convergenceSignals.ts';

/** A `request` move that nobody has answered yet. */
export interface UnansweredRequest {
  readonly round: number;
  readonly expert: string;
  /** Every target of the move. */
  readonly targets: readonly string[];
  /** The targets that nothing of a later round has taken up; empty when the move has no targets. */
  readonly unanswered: readonly string[];
  readonly context?: string;
}

/**
 * The requests that are still open. The record has no move that answers a request, so an answer is recognised by what it touches: a
 * target is answered when, in a later round than the request,
 *
 * 1. an expert other than the one who asked makes a move (not a signal) that targets it, or
 * 2. an item is registered with an edge to it, or
 * 3. an event is recorded for it.
 *
 * A request is open while one of its targets is unanswered. A request without targets cannot be matched with an answer: it is open
 * as long as its round is the last one.
 */
export function unansweredRequests(state: DialogueState): readonly UnansweredRequest[] {
  const lastRound = state.list('round').at(-1)?.round ?? 0;
  const touches = collectTouches(state);
  const open: UnansweredRequest[] = [];
  for (const move of state.list('move')) {
    if (move.moveType !== 'request') continue;
    const unanswered = move.targets.filter((target) => !isAnswered(touches.get(target), move));
    const isOpen = move.targets.length === 0 ? move.round >= lastRound : unanswered.length > 0;
    if (!isOpen) continue;
    open.push({
      round: move.round,
      expert: move.expert,
      targets: move.targets,
      unanswered,
      ...(move.context === undefined ? {} : { context: move.context }),
    });
  }
  return open;
}

/** The last rounds in which an item was touched. */
interface Touches {
  /** By an edge or an event. */
  otherwise: number;
  /** By a move: who made the last one, and the last round of anybody else's. So two numbers answer for every expert. */
  mover: string;
  byMover: number;
  byOthers: number;
}

function isAnswered(touches: Touches | undefined, request: Move): boolean {
  if (touches === undefined) return false;
  const byMove = touches.mover === request.expert ? touches.byOthers : touches.byMover;
  return Math.max(touches.otherwise, byMove) > request.round;
}

function collectTouches(state: DialogueState): ReadonlyMap<string, Touches> {
  const all = new Map<string, Touches>();
  const touchesOf = (id: string): Touches => {
    const known = all.get(id);
    if (known !== undefined) return known;
    const fresh: Touches = { otherwise: -1, mover: '', byMover: -1, byOthers: -1 };
    all.set(id, fresh);
    return fresh;
  };
  const touch = (id: string, round: number): void => {
    const touches = touchesOf(id);
    touches.otherwise = Math.max(touches.otherwise, round);
  };
  for (const ref of state.list('ref')) touch(ref.targetId, parseDisplayId(ref.sourceId)?.round ?? -1);
  for (const event of state.list('event')) {
    if (event.eventType !== 'created') touch(event.entityId, event.eventRound);
  }
  for (const move of state.list('move')) {
    if (isSignal(move)) continue;
    for (const target of move.targets) addMove(touchesOf(target), move);
  }
  return all;
}

function addMove(touches: Touches, { expert, round }: Move): void {
  if (expert === touches.mover) {
    touches.byMover = Math.max(touches.byMover, round);
  } else if (round > touches.byMover) {
    touches.byOthers = touches.byMover;
    touches.mover = expert;
    touches.byMover = round;
  } else {
    touches.byOthers = Math.max(touches.byOthers, round);
  }
}
