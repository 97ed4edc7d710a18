import { fieldPath } from '../fields/fieldPath.ts';
import { present } from '../fields/present.ts';
import { parseFields } from '../fields/parseFields.ts';
import { displayId, letterOf, parseDisplayId } from '../ids/displayId.ts';
import { entityKey, twoDigits } from '../ids/entityKey.ts';
import { parseParts } from '../plan/input/Parts.ts';
import type { ItemType, LifecycleType } from '../enumerations.ts';
import type { Draft } from './Draft.ts';
import { isItemType } from './format.ts';
import { identityKey, type Named } from './identityKey.ts';
import { itemAt, open } from './open.ts';
import { documentTable, eventTable, hasEvents, identityFields, refTable, type DocumentType } from './tables.ts';

/**
 * Reads one entity with its events and edges into the draft, or tells every fault of it. A faulty entity is announced, so that
 * nothing else is blamed for it.
 */
export function readEntity(draft: Draft, type: DocumentType, input: unknown, path: string): void {
  const nested = [...(hasEvents(type) ? ['events'] : []), ...(isItemType(type) ? ['refs'] : [])];
  const { rest, taken } = open(input, nested);
  const faultsBefore = draft.faults.list.length;
  // What is known although something is wrong.
  const fields = parseParts(documentTable(type), rest, path, draft.faults);
  if (fields === undefined) {
    draft.announce(type, undefined);
    return;
  }
  // Identity fields that passed the table have the types of the table.
  const named: Named = fields;
  if (isItemType(type)) checkItemId(draft, type, named, path);
  const key = identityKey(type, named);
  const isRead = draft.faults.list.length === faultsBefore && key !== undefined;
  if (isRead) draft.add(type, key, withoutIdentity(type, fields), path);
  else draft.announce(type, key);
  const id = subjectId(type, named);
  if (nested.includes('refs')) readRefs(draft, id, taken.get('refs'), fieldPath(path, ['refs']));
  if (hasEvents(type)) readEvents(draft, type as LifecycleType, id, taken.get('events'), fieldPath(path, ['events']));
}

/** The letter and the round of an id must be those of its item. */
function checkItemId(draft: Draft, type: ItemType, { id, round }: Named, path: string): void {
  const item = id === undefined ? undefined : parseDisplayId(id);
  if (item === undefined) return;
  if (item.type !== type) {
    draft.fault({
      code: 'type_id_mismatch',
      message: `The id of this type begins with ${letterOf(type)}.`,
      field: fieldPath(path, ['id']),
      value: present(id),
      suggestion: displayId(type, item.round, item.seq),
    });
  } else if (round !== undefined && item.round !== round) {
    draft.fault({
      code: 'invalid_round',
      message: `The id says round ${item.round}, the item says round ${round}.`,
      field: fieldPath(path, ['round']),
      value: round,
      suggestion: String(item.round),
    });
  }
}

function withoutIdentity(type: DocumentType, fields: Readonly<Record<string, unknown>>): object {
  const names: ReadonlySet<string> = new Set(['type', ...Object.keys(identityFields[type])]);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name)));
}

/** How events and edges name what they belong to; undefined when that cannot be read. */
function subjectId(type: DocumentType, named: Named): string | undefined {
  if (type === 'dialogue') return 'meta';
  if (type === 'round') return named.round === undefined ? undefined : twoDigits(named.round);
  return identityKey(type, named) === undefined ? undefined : named.id;
}

function readRefs(draft: Draft, sourceId: string | undefined, input: unknown, path: string): void {
  const sourceType = parseDisplayId(sourceId ?? '')?.type;
  const isList = forEachItem(draft, input, path, (value, at) => {
    const ref = parseFields(refTable, value, at, draft.faults);
    const targetType = parseDisplayId(ref?.targetId ?? '')?.type;
    if (ref !== undefined && sourceId !== undefined && sourceType !== undefined && targetType !== undefined) {
      const { refType, targetId, createdAt } = ref;
      const key = entityKey.ref(sourceId, refType, targetId);
      draft.add('ref', key, { sourceType, targetType, refType, createdAt }, at);
    } else {
      draft.spoil('ref', sourceId);
    }
  });
  if (!isList) draft.spoil('ref', sourceId);
}

function readEvents(
  draft: Draft,
  entityType: LifecycleType,
  entityId: string | undefined,
  input: unknown,
  path: string,
): void {
  const isList = forEachItem(draft, input, path, (value, at) => {
    const event = parseFields(eventTable, value, at, draft.faults);
    if (event !== undefined && entityId !== undefined) {
      const { seq, ...fields } = event;
      draft.add('event', entityKey.event(entityType, entityId, seq), fields, at);
    } else {
      draft.spoil('event', entityId);
    }
  });
  if (!isList) draft.spoil('event', entityId);
}

/** The greatest number of entities that one list of a document may hold: far more than a dialogue can. */
const longest = 1_000_000;

/**
 * Visits the items of an untrusted list; a value that is no list, or an absurdly long one, is a fault.
 *
 * @returns whether it was visited
 */
export function forEachItem(
  draft: Draft,
  input: unknown,
  path: string,
  visit: (value: unknown, path: string) => void,
): boolean {
  if (!Array.isArray(input)) {
    draft.fault({
      code: input === undefined ? 'missing_field' : 'invalid_value',
      message:
        input === undefined
          ? 'This list is required: an absent one may have been lost. It may be empty.'
          : 'Give a list.',
      field: path,
      ...(input === undefined ? {} : { value: present(input) }),
    });
    return false;
  }
  const { length } = input;
  if (length > longest) {
    draft.fault({
      code: 'limit_exceeded',
      message: `The list has ${length} items; at most ${longest} are read.`,
      field: path,
      context: { limit: 'documentList', max: longest, actual: length },
    });
    return false;
  }
  for (let index = 0; index < length; index += 1) visit(itemAt(input, index), fieldPath(path, [index]));
  return true;
}
