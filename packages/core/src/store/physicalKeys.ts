import { typeOfKey, type RecordKey } from '../address/RecordKey.ts';
import { fourDigits } from '../domain/ids/entityKey.ts';

/** Types of records that are no entities of the domain: wrapped keys, results of operations that have an operationId, statements. */
const physicalTypes: ReadonlySet<string> = new Set(['key', 'operation', 'reattest']);

export function isEntityKey(key: RecordKey): boolean {
  return !physicalTypes.has(typeOfKey(key));
}

/** The record that holds a wrapped log root. */
export function logRootKey(version: number): RecordKey {
  return `key#log#${fourDigits(version)}` as RecordKey;
}

/** The record that holds a wrapped data key. */
export function dataKeyKey(version: number): RecordKey {
  return `key#dek#${fourDigits(version)}` as RecordKey;
}

/** True for the record of a wrapped key. */
export function isKeyKey(key: RecordKey): boolean {
  return typeOfKey(key) === 'key';
}

/** True for the record of a wrapped log root. */
export function isLogRootKey(key: RecordKey): boolean {
  return key.startsWith('key#log#');
}

/** True for the record of a wrapped data key. */
export function isDataKeyKey(key: RecordKey): boolean {
  return key.startsWith('key#dek#');
}

/** The record that makes an operation repeatable. */
export function operationKey(operationId: string): RecordKey {
  return `operation#${operationId}` as RecordKey;
}

/** Kind of the entry that accepts what a torn restore has left. */
export const reattestKind = 'reattest';

/** True for the kinds of such entries, also in the middle of an import. */
export function isReattestation(kind: string): boolean {
  return kind === reattestKind || kind.endsWith(`.${reattestKind}`);
}

/** The record in which entry n states what it accepted and what was lost: sixteen digits, so that key order is the order of entries. */
export function reattestKey(n: number): RecordKey {
  return `reattest#${String(n).padStart(16, '0')}` as RecordKey;
}
