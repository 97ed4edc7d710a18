import { limits } from '../../limits.ts';
import { declarations } from '../entities/declarations.ts';
import { fieldsOf } from '../entities/declarationOf.ts';
import { oneOf, roundNumber, token } from '../fields/build.ts';
import type { FieldTable } from '../fields/Field.ts';
import { isItemType, listedTypes, type ListedType } from './format.ts';

/** The types that stand in a document by themselves: the root and the listed ones. */
export type DocumentType = 'dialogue' | ListedType;

const documentTypes: readonly DocumentType[] = ['dialogue', ...listedTypes];

const item = { id: token('displayId'), round: roundNumber } as const;
const slugged = { id: token('slug') } as const;

/** What identifies an entity in a document, beside its type. The rest of the identity follows from it. */
export const identityFields = {
  dialogue: {},
  expert: slugged,
  round: { round: roundNumber },
  content: { round: roundNumber, expert: token('slug') },
  perspective: item,
  tension: item,
  recommendation: item,
  evidence: item,
  claim: item,
  // 0 is the convergence signal.
  move: { round: roundNumber, expert: token('slug'), seq: { kind: 'integer', min: 0, max: limits.maxSequence } },
  verdict: slugged,
} as const satisfies Record<DocumentType, FieldTable>;

/** An event inside the entity it belongs to. */
export const eventTable = {
  seq: { kind: 'integer', min: 1, max: limits.maxEvents },
  ...declarations.event.fields,
  actors: { ...declarations.event.fields.actors, min: 1 },
} as const satisfies FieldTable;

/** An edge inside the item it starts at: the types of its ends follow from their ids. */
export const refTable = {
  refType: declarations.ref.fields.refType,
  targetId: token('displayId'),
  createdAt: declarations.ref.fields.createdAt,
} as const satisfies FieldTable;

/** The fields of an entity in a document, without its events and edges. */
export function documentTable(type: DocumentType): FieldTable {
  return tables.get(type) ?? {};
}

/** True for the types whose status follows a lifecycle: they hold events. */
export function hasEvents(type: DocumentType): boolean {
  return Object.hasOwn(fieldsOf(type), 'eventCount');
}

// One table object per type: checks are built once per table.
const tables: ReadonlyMap<DocumentType, FieldTable> = new Map(
  documentTypes.map((type) => [
    type,
    {
      type: { ...oneOf([type]), code: 'invalid_entity_type' },
      ...identityFields[type],
      ...fieldsOf(type),
      ...(isItemType(type) ? { contributors: { ...declarations.perspective.fields.contributors, min: 1 } } : {}),
    },
  ]),
);
