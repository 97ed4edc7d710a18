import type { DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError } from '../../errors/index.ts';
import { fieldsOf } from '../entities/declarationOf.ts';
import type { Entity, Event, Ref } from '../entities/types.ts';
import type { LifecycleType } from '../enumerations.ts';
import type { FieldTable } from '../fields/Field.ts';
import { entityKey } from '../ids/entityKey.ts';
import { dialogueWarnings } from '../read/dialogueWarnings.ts';
import { indexEvents, type EventIndex } from '../read/eventIndex.ts';
import { dialogueStats } from '../read/stats.ts';
import type { DialogueState } from '../state/DialogueState.ts';
import {
  documentFormat,
  documentVersion,
  isItemType,
  type DialogueDocument,
  type DocumentEntities,
  type DocumentEvent,
  type DocumentRef,
  type ListedType,
} from './format.ts';
import { hasEvents, identityFields } from './tables.ts';

export interface ExportOptions {
  /** The id to write into the document; a state does not know its own. */
  readonly id?: DialogueId;
}

/**
 * The document of a dialogue. The same state gives the same document, down to the order of fields and lists; nothing in it is shared
 * with the state.
 *
 * @throws ColloquyError `dialogue_not_found` when the state has no root
 * @example
 * const document = exportDocument(state, { id });
 * const { entities } = parseDocument(JSON.parse(JSON.stringify(document)));
 */
export function exportDocument(state: DialogueState, options: ExportOptions = {}): DialogueDocument {
  const root = state.get(entityKey.dialogue());
  if (root === undefined) {
    throw new ColloquyError('dialogue_not_found', 'There is no dialogue to export: the state has no root.');
  }
  const events = indexEvents(state);
  const refs = refsBySource(state);
  const list = <T extends ListedType>(type: T): readonly DocumentEntities[T][] =>
    // Every type's entity is one of the union; the compiler does not see it through the type parameter.
    (state.list(type) as readonly Entity[]).map((entity) => documentEntity(type, entity, events, refs));
  return {
    format: documentFormat,
    version: documentVersion,
    ...(options.id === undefined ? {} : { id: options.id }),
    dialogue: documentEntity('dialogue', root, events, refs),
    experts: list('expert'),
    rounds: list('round'),
    contents: list('content'),
    perspectives: list('perspective'),
    tensions: list('tension'),
    recommendations: list('recommendation'),
    evidence: list('evidence'),
    claims: list('claim'),
    moves: list('move'),
    verdicts: list('verdict'),
    stats: dialogueStats(state),
    warnings: dialogueWarnings(state),
  };
}

function documentEntity<T extends keyof DocumentEntities>(
  type: T,
  entity: Entity,
  events: EventIndex,
  refs: ReadonlyMap<string, readonly Ref[]>,
): DocumentEntities[T] {
  const document: Record<string, unknown> = {
    type,
    ...select(identityFields[type], entity),
    ...select(fieldsOf(type), entity),
  };
  if (isItemType(entity.type)) document['refs'] = (refs.get(entity.id) ?? []).map(documentRef);
  if (hasEvents(type)) document['events'] = events.of(type as LifecycleType, entity.id).map(documentEvent);
  // Type, identity and fields come from the declarations of T, from which DocumentEntities follows.
  return document as unknown as DocumentEntities[T];
}

function documentRef({ refType, targetId, createdAt }: Ref): DocumentRef {
  return { refType, targetId, createdAt };
}

function documentEvent(event: Event): DocumentEvent {
  // All fields of an event but those that its place says.
  return { seq: event.seq, ...select(fieldsOf('event'), event) } as unknown as DocumentEvent;
}

/** The fields of a table that an entity has, in the order of the table; what is not a scalar is copied. */
function select(table: FieldTable, entity: Entity): Readonly<Record<string, unknown>> {
  const values = new Map<string, unknown>(Object.entries(entity));
  const selected: Record<string, unknown> = {};
  for (const name of Object.keys(table)) {
    const value = values.get(name);
    if (value !== undefined) selected[name] = copy(value);
  }
  return selected;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object') return value;
  // Most lists hold words only: no need for the general way.
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? [...value] : structuredClone(value);
}

function refsBySource(state: DialogueState): ReadonlyMap<string, readonly Ref[]> {
  const bySource = new Map<string, Ref[]>();
  for (const ref of state.list('ref')) {
    const list = bySource.get(ref.sourceId);
    if (list === undefined) bySource.set(ref.sourceId, [ref]);
    else list.push(ref);
  }
  return bySource;
}
