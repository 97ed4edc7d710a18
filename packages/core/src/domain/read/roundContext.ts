import { limits } from '../../limits.ts';
import type { Dialogue, Expert, Perspective, Recommendation, Round, Tension } from '../entities/types.ts';
import { entityKey } from '../ids/entityKey.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import { acceptedTensions } from './acceptedTensions.ts';
import { convergenceSignals, type RoundSignals } from './convergenceSignals.ts';
import { unansweredRequests, type UnansweredRequest } from './unansweredRequests.ts';
import { openTensions } from './openTensions.ts';
import { scoreboard, type ScoreboardRow } from './scoreboard.ts';

/** A member of a panel that sat. */
export interface PanelMember {
  readonly slug: string;
  /** How the member came to this panel. */
  readonly source: Round['panel'][number]['source'];
  readonly role?: string;
  readonly tier?: Expert['tier'];
  /** The member's score of that round. */
  readonly score?: number;
}

export interface OpenTension {
  readonly id: string;
  readonly round: number;
  readonly label: string;
  readonly description: string;
  /** open, addressed or reopened. */
  readonly status: Tension['status'];
  readonly raisedBy: readonly string[];
  /** True when a verdict accepts it as unresolved. */
  readonly accepted: boolean;
}

export type ContextPerspective = Pick<
  Perspective,
  'id' | 'round' | 'status' | 'label' | 'content' | 'contributors' | 'references'
>;

export type ContextRecommendation = Pick<
  Recommendation,
  'id' | 'round' | 'status' | 'label' | 'content' | 'contributors' | 'adoptedInVerdict'
>;

/** What the panel of the next round needs to know. */
export interface RoundContext {
  /** The number of the next round; absent when round 99 is registered. */
  readonly nextRound?: number;
  readonly dialogue?: Pick<Dialogue, 'status' | 'title' | 'question' | 'background' | 'calibrated'>;
  /** The panel of every round so far, in order. */
  readonly panels: readonly { readonly round: number; readonly members: readonly PanelMember[] }[];
  /** Now open, addressed or reopened, in the order of ids. */
  readonly openTensions: readonly OpenTension[];
  /** The perspectives of the last rounds, in the order of ids. */
  readonly perspectives: readonly ContextPerspective[];
  /** Every recommendation with its status, in the order of ids. */
  readonly recommendations: readonly ContextRecommendation[];
  /** The scoreboard row of the last round. */
  readonly lastScores?: ScoreboardRow;
  /** Who signalled convergence in the last round and who did not. */
  readonly lastSignals?: RoundSignals;
  readonly unansweredRequests: readonly UnansweredRequest[];
}

export interface RoundContextOptions {
  /** How many of the last rounds' perspectives are told; default 1. */
  readonly recentRounds?: number;
}

/** The context for the panel of the next round, from everything registered so far. */
export function roundContext(state: DialogueState, options: RoundContextOptions = {}): RoundContext {
  const { recentRounds = 1 } = options;
  const rounds = state.list('round');
  const last = rounds.at(-1);
  const nextRound = last === undefined ? 0 : last.round + 1;
  const dialogue = state.get(entityKey.dialogue());
  const lastScores = scoreboard(state).rows.at(-1);
  const lastSignals = convergenceSignals(state).at(-1);
  const accepted = acceptedTensions(state);
  return {
    ...(nextRound > limits.maxRound ? {} : { nextRound }),
    ...(dialogue === undefined ? {} : { dialogue: aboutDialogue(dialogue) }),
    panels: rounds.map((round) => ({ round: round.round, members: panelOf(state, round) })),
    openTensions: openTensions(state).map((tension) => aboutTension(tension, accepted.has(tension.id))),
    perspectives: state
      .list('perspective')
      .filter(({ round }) => round < nextRound && round >= nextRound - recentRounds)
      .map(aboutPerspective),
    recommendations: state.list('recommendation').map(aboutRecommendation),
    ...(lastScores === undefined ? {} : { lastScores }),
    ...(lastSignals === undefined ? {} : { lastSignals }),
    unansweredRequests: unansweredRequests(state),
  };
}

function panelOf(state: DialogueState, round: Round): readonly PanelMember[] {
  return round.panel.map(({ slug, source }) => {
    const expert = state.get(entityKey.expert(slug));
    const score = expert?.scores[String(round.round)];
    return {
      slug,
      source,
      ...(expert === undefined ? {} : { role: expert.role, tier: expert.tier }),
      ...(score === undefined ? {} : { score }),
    };
  });
}

function aboutDialogue(dialogue: Dialogue): NonNullable<RoundContext['dialogue']> {
  const { status, title, question, background, calibrated } = dialogue;
  return {
    status,
    title,
    calibrated,
    ...(question === undefined ? {} : { question }),
    ...(background === undefined ? {} : { background }),
  };
}

function aboutTension(tension: Tension, accepted: boolean): OpenTension {
  const { id, round, label, description, status, contributors } = tension;
  return { id, round, label, description, status, raisedBy: contributors, accepted };
}

function aboutPerspective(perspective: Perspective): ContextPerspective {
  const { id, round, status, label, content, contributors, references } = perspective;
  return { id, round, status, label, content, contributors, references };
}

function aboutRecommendation(recommendation: Recommendation): ContextRecommendation {
  const { id, round, status, label, content, contributors, adoptedInVerdict } = recommendation;
  return {
    id,
    round,
    status,
    label,
    content,
    contributors,
    ...(adoptedInVerdict === undefined ? {} : { adoptedInVerdict }),
  };
}
