import { declarations } from '../../entities/declarations.ts';
import { moveTypes, type ItemType, type MoveType } from '../../enumerations.ts';
import {
  boolean,
  count,
  label,
  listOf,
  oneOf,
  optional,
  record,
  roundNumber,
  score,
  text,
  token,
} from '../../fields/build.ts';
import type { Field, ListField } from '../../fields/Field.ts';

/**
 * The field tables of inputs. Fields that are stored as they are given come from the declarations of the entities: what a field
 * may hold is said once.
 */
const { dialogue, expert, round, verdict, tension, recommendation, move, ref, event } = declarations;

const slug = token('slug');

/** At least one item. */
function atLeastOne<const F extends ListField>(list: F): F & { readonly min: 1 } {
  return { ...list, min: 1 };
}

export const newDialogueTable = {
  title: dialogue.fields.title,
  question: dialogue.fields.question,
  outputDir: dialogue.fields.outputDir,
  background: dialogue.fields.background,
  calibrated: optional(boolean),
  domainId: dialogue.fields.domainId,
  ethosId: dialogue.fields.ethosId,
} as const;

export const newExpertTable = {
  slug,
  role: expert.fields.role,
  tier: expert.fields.tier,
  source: expert.fields.source,
  relevance: expert.fields.relevance,
  firstRound: expert.fields.firstRound,
  description: expert.fields.description,
  focus: expert.fields.focus,
  creationReason: expert.fields.creationReason,
  color: expert.fields.color,
} as const;

/** What a judge records of a round, with its beginning or later. */
const recordOfRound = {
  summary: round.fields.summary,
  scores: optional(record({ wisdom: score, consistency: score, truth: score, relationships: score })),
  metrics: optional(
    record({
      openTensions: count,
      newPerspectives: count,
      convergeSignals: count,
      panelSize: count,
    }),
  ),
} as const;

export const newRoundTable = {
  round: roundNumber,
  title: round.fields.title,
  panel: round.fields.panel,
  ...recordOfRound,
} as const;

export const contentTable = { expert: slug, content: text } as const;
export const scoreTable = { expert: slug, score } as const;
export const signalTable = { expert: slug, context: move.fields.context } as const;

/** Convergence is signalled, not moved: under a number of its own. */
const movable = moveTypes.filter((type): type is Exclude<MoveType, 'converge'> => type !== 'converge');

/**
 * The tables of inputs that name items. A round registration accepts local ids where everything else takes display ids only.
 */
function tablesWith<const I extends Field, const T extends Field>(itemId: I, target: T) {
  const because = {
    round: optional(roundNumber),
    actors: optional(atLeastOne(event.fields.actors)),
    reason: event.fields.reason,
    reference: optional(target),
    resultId: optional(target),
  } as const;
  const origin = {
    label,
    contributors: atLeastOne(tension.fields.contributors),
    references: optional(listOf(record({ refType: ref.fields.refType, target: itemId }))),
  } as const;
  const items = {
    perspective: { ...origin, content: text },
    tension: { ...origin, description: text },
    recommendation: { ...origin, content: text, parameters: recommendation.fields.parameters },
    evidence: { ...origin, content: text },
    claim: { ...origin, content: text },
  } as const satisfies Record<ItemType, unknown>;
  return {
    because,
    origin,
    items,
    move: {
      expert: slug,
      moveType: oneOf(movable),
      targets: listOf(itemId),
      context: move.fields.context,
    },
    ref: { source: itemId, refType: ref.fields.refType, target: itemId },
    verdict: {
      id: slug,
      verdictType: verdict.fields.verdictType,
      recommendation: verdict.fields.recommendation,
      description: verdict.fields.description,
      confidence: verdict.fields.confidence,
      authorExpert: verdict.fields.authorExpert,
      conditions: verdict.fields.conditions,
      vote: verdict.fields.vote,
      tensionsAccepted: optional(listOf(itemId)),
      supportingExperts: verdict.fields.supportingExperts,
      ethosCompliance: verdict.fields.ethosCompliance,
    },
    transition: { target: itemId, status: label, adoptedInVerdict: recommendation.fields.adoptedInVerdict, ...because },
    comment: { target: itemId, ...because },
  } as const;
}

/** For single writes. */
export const tables = tablesWith(token('displayId'), token('target'));

/** For a round registration: local ids too. The values have the same types. */
export const batchTables = tablesWith(token('itemId'), token('batchTarget'));

export const dialogueStatusTable = { status: dialogue.fields.status, ...tables.because } as const;

export const roundStatusTable = {
  ...tables.because,
  round: roundNumber,
  status: round.fields.status,
  ...recordOfRound,
} as const;
