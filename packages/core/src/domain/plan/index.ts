import { addRef } from './addRef.ts';
import { commentTension } from './commentTension.ts';
import { createDialogue } from './createDialogue.ts';
import { createRound } from './createRound.ts';
import { recordContent } from './recordContent.ts';
import { recordVerdict } from './recordVerdict.ts';
import { registerExpert } from './registerExpert.ts';
import { registerItem } from './registerItem.ts';
import { registerMove } from './registerMove.ts';
import { registerRound } from './registerRound.ts';
import { scoreExpert } from './scoreExpert.ts';
import { setDialogueStatus } from './setDialogueStatus.ts';
import { setRoundStatus } from './setRoundStatus.ts';
import { signalConvergence } from './signalConvergence.ts';
import { transitionItem } from './transitionItem.ts';

/**
 * Every write of the domain. All but `createDialogue` throw `dialogue_not_found` where there is none; all throw
 * `batch_validation_failed` with every fault (`validationCodes`).
 *
 * @example
 * const { createDialogue } = planners;
 * const input = createDialogue.parse({ title: 'Storage' });
 * const { puts } = createDialogue.plan(new DialogueState([]), input, { now: '2026-01-01T00:00:00.000Z' });
 * const state = applyPlan(new DialogueState([]), puts);
 */
export const planners = {
  createDialogue,
  setDialogueStatus,
  registerExpert,
  scoreExpert,
  createRound,
  setRoundStatus,
  recordContent,
  registerItem,
  registerMove,
  addRef,
  recordVerdict,
  transitionItem,
  commentTension,
  signalConvergence,
  registerRound,
} as const;

export { applyPlan } from './applyPlan.ts';
export type * from './inputs.ts';
export type { Plan, PlanContext, Planner } from './Planner.ts';
export type { RoundDraft } from './round/parseRound.ts';
export { candidateKey } from './staging/sequence.ts';
export type { Reads, View } from './View.ts';
