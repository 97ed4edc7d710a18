import type { ItemType } from '../../enumerations.ts';
import { boolean, listOf, optional, record, token } from '../../fields/build.ts';
import type { FieldTable } from '../../fields/Field.ts';
import { batchTables, contentTable, newExpertTable, newRoundTable, scoreTable } from '../input/tables.ts';

const { items, ref, move, verdict, transition, comment } = batchTables;
const localId = optional(token('localId'));

/** The round itself and what is said of it as a whole. */
export const headTable = {
  ...newRoundTable,
  converge: optional(listOf(token('slug'))),
  complete: optional(boolean),
} as const;

/** The lists of a round registration: the table of one item of each. */
export const listTables = {
  experts: newExpertTable,
  contents: contentTable,
  expertScores: scoreTable,
  perspectives: { ...items.perspective, localId },
  tensions: { ...items.tension, localId },
  recommendations: { ...items.recommendation, localId },
  evidence: { ...items.evidence, localId },
  claims: { ...items.claim, localId },
  refs: ref,
  moves: move,
  verdicts: verdict,
  transitions: transition,
  comments: comment,
} as const;

export type ListName = keyof typeof listTables;

/** The list of each item type, in the order in which their ids are given. */
export const itemLists = [
  ['perspective', 'perspectives'],
  ['tension', 'tensions'],
  ['recommendation', 'recommendations'],
  ['evidence', 'evidence'],
  ['claim', 'claims'],
] as const satisfies readonly (readonly [ItemType, ListName])[];

/** All fields of a registration, so that a misspelled one is told the right name. */
export const batchTable: FieldTable & typeof headTable = {
  ...headTable,
  ...Object.fromEntries(Object.entries(listTables).map(([name, table]) => [name, optional(listOf(record(table)))])),
};
