import { declarations, moveTypes, type Field, type FieldTable } from '@colloquy/core';
import type { WriteMethod } from './story.ts';

/*
 * The form of every input, put together from the declarations of the entities: what a malformed one is made of. `registerRound` is not
 * here: its faults are told together with those that only the dialogue shows.
 */

const { dialogue, expert, content, round, verdict, tension, recommendation, move, ref, event } = declarations;

const slug: Field = { kind: 'token', format: 'slug' };
const displayId: Field = { kind: 'token', format: 'displayId' };
const target: Field = { kind: 'token', format: 'target', optional: true };
const roundNumber: Field = { kind: 'integer', min: 0, max: 99, code: 'invalid_round' };
const component: Field = { kind: 'integer', min: 0, max: 9_007_199_254_740 };
const count: Field = { kind: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER };

const because = {
  round: { ...roundNumber, optional: true },
  actors: { ...event.fields.actors, min: 1, optional: true },
  reason: event.fields.reason,
  reference: target,
  resultId: target,
} as const satisfies FieldTable;

const recorded = {
  summary: round.fields.summary,
  scores: {
    kind: 'record',
    fields: { wisdom: component, consistency: component, truth: component, relationships: component },
    optional: true,
  },
  metrics: {
    kind: 'record',
    fields: { openTensions: count, newPerspectives: count, convergeSignals: count, panelSize: count },
    optional: true,
  },
} as const satisfies FieldTable;

/** One table for each write that refuses what is malformed before it reads anything. */
export const inputTables: readonly (readonly [method: WriteMethod, table: FieldTable, more?: object])[] = [
  [
    'create',
    {
      title: dialogue.fields.title,
      question: dialogue.fields.question,
      background: dialogue.fields.background,
      calibrated: { kind: 'boolean', optional: true },
      domainId: dialogue.fields.domainId,
    },
  ],
  [
    'registerExpert',
    {
      slug,
      role: expert.fields.role,
      tier: expert.fields.tier,
      source: expert.fields.source,
      relevance: expert.fields.relevance,
      focus: expert.fields.focus,
    },
  ],
  ['scoreExpert', { expert: slug, round: roundNumber, score: component }],
  ['createRound', { round: roundNumber, title: round.fields.title, panel: round.fields.panel, ...recorded }],
  ['setRoundStatus', { ...because, round: roundNumber, status: round.fields.status, ...recorded }],
  ['setDialogueStatus', { ...because, status: dialogue.fields.status }],
  ['recordContent', { round: roundNumber, expert: slug, content: content.fields.content }],
  [
    'registerItem',
    {
      round: roundNumber,
      label: tension.fields.label,
      contributors: { ...tension.fields.contributors, min: 1 },
      content: content.fields.content,
      parameters: recommendation.fields.parameters,
      references: {
        kind: 'list',
        of: { kind: 'record', fields: { refType: ref.fields.refType, target: displayId } },
        optional: true,
      },
    },
    { type: 'recommendation' },
  ],
  [
    'registerMove',
    {
      round: roundNumber,
      expert: slug,
      moveType: { kind: 'enum', values: moveTypes.filter((type) => type !== 'converge') },
      targets: move.fields.targets,
      context: move.fields.context,
    },
  ],
  ['addRef', { source: displayId, refType: ref.fields.refType, target: displayId }],
  [
    'recordVerdict',
    {
      id: slug,
      verdictType: verdict.fields.verdictType,
      round: roundNumber,
      recommendation: verdict.fields.recommendation,
      description: verdict.fields.description,
      confidence: verdict.fields.confidence,
      conditions: verdict.fields.conditions,
      supportingExperts: verdict.fields.supportingExperts,
    },
  ],
  ['transitionItem', { ...because, target: displayId, status: tension.fields.label }],
  ['commentTension', { ...because, target: displayId }],
  ['signalConvergence', { round: roundNumber, expert: slug, context: move.fields.context }],
];
