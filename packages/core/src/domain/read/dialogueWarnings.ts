import type { Expert, Round } from '../entities/types.ts';
import { itemTypes } from '../enumerations.ts';
import { entityKey } from '../ids/entityKey.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { DialogueGraph } from '../graph/DialogueGraph.ts';
import { acceptedTensions } from './acceptedTensions.ts';
import { convergenceSignals } from './convergenceSignals.ts';
import { openTensions } from './openTensions.ts';
import { progress } from './progress.ts';
import { scoresOfExpert, scoresOfRound } from './scores.ts';
import { metricsOf } from './velocity.ts';
import type { Warning } from './warnings.ts';

/**
 * Everything about a valid dialogue that a person should look at, in one stable order: rounds and panels, differences between
 * registered and counted metrics, experts, convergence, recommendations, dependencies.
 */
export function dialogueWarnings(state: DialogueState): readonly Warning[] {
  return [
    ...state.list('round').flatMap((round) => roundWarnings(state, round)),
    ...progress(state).warnings,
    ...outsideSignals(state),
    ...expertWarnings(state),
    ...convergedWarnings(state),
    ...adoptionWarnings(state),
    ...cycleWarnings(state),
  ];
}

function roundWarnings(state: DialogueState, round: Round): readonly Warning[] {
  const context = { round: round.round };
  const warnings: Warning[] = [];
  const scored = scoresOfRound(round) !== undefined;
  const completed = round.status === 'completed';
  if (completed && !scored) {
    warnings.push({
      code: 'missing_round_score',
      message: `Round ${round.round} is completed but has no score.`,
      context,
    });
  }
  if (completed && metricsOf(round) === undefined) {
    warnings.push({
      code: 'missing_metrics',
      message: `Round ${round.round} is completed but has no metrics.`,
      context,
    });
  }
  if (!scored && !completed) return warnings;
  for (const { slug } of round.panel) {
    const scores = state.get(entityKey.expert(slug))?.scores;
    if (scores !== undefined && Object.hasOwn(scores, String(round.round))) continue;
    warnings.push({
      code: 'missing_expert_score',
      message: `${slug} sat on the panel of round ${round.round} but has no score for it.`,
      context: { round: round.round, expert: slug },
    });
  }
  return warnings;
}

function outsideSignals(state: DialogueState): readonly Warning[] {
  return convergenceSignals(state).flatMap(({ round, outsiders }) =>
    outsiders.map((expert) => ({
      code: 'signal_outside_panel' as const,
      message: `${expert} signalled convergence in round ${round} without sitting on its panel.`,
      context: { round, expert },
    })),
  );
}

function expertWarnings(state: DialogueState): readonly Warning[] {
  const contributors = contributorsOf(state);
  const panels = new Map(
    state.list('round').map(({ round, panel }) => [round, new Set(panel.map((member) => member.slug))]),
  );
  const scoredOutside = (expert: Expert): readonly Warning[] =>
    scoresOfExpert(expert)
      .filter(({ round }) => panels.get(round)?.has(expert.id) !== true)
      .map(({ round }) => ({
        code: 'score_outside_panel',
        message: `${expert.id} has a score for round ${round} without sitting on its panel.`,
        context: { round, expert: expert.id },
      }));
  return state.list('expert').flatMap((expert) => {
    const outside = scoredOutside(expert);
    if (contributors.has(expert.id)) return outside;
    const idle: Warning = {
      code: 'expert_without_contribution',
      message: `${expert.id} has contributed no item, move, content or verdict.`,
      context: { expert: expert.id },
    };
    return [idle, ...outside];
  });
}

function contributorsOf(state: DialogueState): ReadonlySet<string> {
  const contributors = new Set<string>();
  for (const type of itemTypes) {
    for (const item of state.list(type)) for (const slug of item.contributors) contributors.add(slug);
  }
  for (const { expert } of state.list('move')) contributors.add(expert);
  for (const { expert } of state.list('content')) contributors.add(expert);
  for (const { authorExpert } of state.list('verdict')) if (authorExpert !== undefined) contributors.add(authorExpert);
  return contributors;
}

function convergedWarnings(state: DialogueState): readonly Warning[] {
  if (state.get(entityKey.dialogue())?.status !== 'converged') return [];
  const accepted = acceptedTensions(state);
  const open: readonly Warning[] = openTensions(state)
    .filter((tension) => !accepted.has(tension.id))
    .map(({ id, status }) => ({
      code: 'open_tension_at_convergence',
      message: `The dialogue converged while ${id} was ${status} and no verdict accepts it.`,
      context: { tension: id, status },
    }));
  if (state.get(entityKey.verdict('final')) !== undefined) return open;
  return [
    ...open,
    {
      code: 'converged_without_final_verdict',
      message: 'The dialogue converged without a final verdict.',
      context: {},
    },
  ];
}

function adoptionWarnings(state: DialogueState): readonly Warning[] {
  return state
    .list('recommendation')
    .filter(({ status, adoptedInVerdict }) => status === 'adopted' && adoptedInVerdict === undefined)
    .map(({ id }) => ({
      code: 'adopted_without_verdict',
      message: `${id} is adopted but names no verdict that adopts it.`,
      context: { recommendation: id },
    }));
}

function cycleWarnings(state: DialogueState): readonly Warning[] {
  return new DialogueGraph(state).cycles().map(({ members, path }) => ({
    code: 'dependency_cycle',
    message: `${members.length} ${members.length === 1 ? 'item depends on itself' : 'items depend on each other'}: ${members.slice(0, 5).join(', ')}${members.length > 5 ? ', ...' : ''}.`,
    context: { members, path },
  }));
}
