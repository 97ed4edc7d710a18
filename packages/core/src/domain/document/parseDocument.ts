import { compareAscii } from '../../bytes/index.ts';
import { isDialogueId, type DialogueId } from '../../address/DialogueId.ts';
import type { Entity } from '../entities/types.ts';
import { fieldPath } from '../fields/fieldPath.ts';
import { nearest } from '../fields/nearest.ts';
import { present } from '../fields/present.ts';
import { checkDocument } from './checks/checkDocument.ts';
import { Draft } from './Draft.ts';
import { collections, documentFormat, documentVersion, listedTypes } from './format.ts';
import { open } from './open.ts';
import { forEachItem, readEntity } from './readEntity.ts';

/** A document taken apart. */
export interface ParsedDocument {
  /** Every entity of the dialogue, in key order. */
  readonly entities: readonly Entity[];
  /** The id that the document bears, if any. */
  readonly id?: DialogueId;
}

const names = ['format', 'version', 'id', 'dialogue', ...Object.values(collections), 'stats', 'warnings'];

/** Unknown fields that are told one by one; more would not help anybody. */
const toldUnknown = 100;

/**
 * Checks a document and takes it apart. What passes is a state that planned writes could have made: fields, identities, references,
 * numbering, event histories and totals are all judged, most of them by the very checks of the writes. `stats` and `warnings` are
 * not looked at. Never throws anything else, whatever the input.
 *
 * @throws ColloquyError `batch_validation_failed` with every fault in `context.errors`
 * @example
 * const { entities } = parseDocument(JSON.parse(text));
 */
export function parseDocument(input: unknown): ParsedDocument {
  const draft = new Draft();
  const { rest, taken } = open(input, names);
  checkForm(draft, rest, taken);
  // What is not this form is not looked at any further: faults of its parts would mean nothing.
  draft.faults.throwIfAny();
  checkUnknown(draft, rest);
  const id = readId(draft, taken.get('id'));
  readEntity(draft, 'dialogue', taken.get('dialogue'), 'dialogue');
  for (const type of listedTypes) {
    const name = collections[type];
    const isList = forEachItem(draft, taken.get(name), name, (value, path) => {
      readEntity(draft, type, value, path);
    });
    if (!isList) draft.announce(type, undefined);
  }
  for (const fault of checkDocument(draft)) draft.fault(fault);
  draft.faults.throwIfAny();
  const entities = [...draft.entries()].sort(([a], [b]) => compareAscii(a, b)).map(([, entity]) => entity);
  return { entities, ...(id === undefined ? {} : { id }) };
}

function checkForm(draft: Draft, rest: unknown, taken: ReadonlyMap<string, unknown>): void {
  if (typeof rest !== 'object' || rest === null || Array.isArray(rest)) {
    draft.fault({
      code: 'invalid_value',
      message: `A document is an object with the format '${documentFormat}'.`,
      field: 'document',
      value: present(rest),
    });
    return;
  }
  expectValue(draft, 'format', taken.get('format'), documentFormat);
  expectValue(draft, 'version', taken.get('version'), documentVersion);
}

function expectValue(draft: Draft, field: string, value: unknown, expected: string | number): void {
  if (value === expected) return;
  draft.fault({
    code: value === undefined ? 'missing_field' : 'invalid_value',
    message: `This release reads documents of ${field} ${expected} only.`,
    field,
    ...(value === undefined ? {} : { value: present(value) }),
    validOptions: [String(expected)],
  });
}

function checkUnknown(draft: Draft, rest: unknown): void {
  for (const name of Object.keys(rest ?? {}).slice(0, toldUnknown)) {
    const near = nearest(name, names);
    draft.fault({
      code: 'unknown_field',
      message:
        near === undefined ? 'There is no such field; remove it.' : `There is no such field; did you mean ${near}?`,
      field: fieldPath('', [name]),
      validOptions: names,
      ...(near === undefined ? {} : { suggestion: near }),
    });
  }
}

function readId(draft: Draft, value: unknown): DialogueId | undefined {
  if (value === undefined || isDialogueId(value)) return value;
  draft.fault({
    code: 'invalid_value',
    message: "A dialogue id is 1 to 128 characters of a-z, 0-9 and '-', and starts with a letter or digit.",
    field: 'id',
    value: present(value),
  });
  return undefined;
}
