import { limits } from '../limits.ts';

declare const recordKeyBrand: unique symbol;

/**
 * The key of a record inside its dialogue: `{type}#{segment}[#{segment}...]`, ASCII, at most 200 bytes, for example
 * `perspective#01#02`. A type is `[a-z]+`; a segment is one or more of `A-Z a-z 0-9 . _ ~ -`. Numbers have fixed width, so the
 * order of keys is the order of their bytes on every backend, and it is the order of the canonical addresses.
 */
export type RecordKey = string & { readonly [recordKeyBrand]: true };

const pattern = /^[a-z]+(?:#[A-Za-z0-9._~-]+)+$/;

export function isRecordKey(value: unknown): value is RecordKey {
  return typeof value === 'string' && value.length <= limits.keyBytes && pattern.test(value);
}

/** The type token of a key. */
export function typeOfKey(key: RecordKey): string {
  return key.slice(0, key.indexOf('#'));
}

/** What follows the type token and its `#`. */
export function subkeyOf(key: RecordKey): string {
  return key.slice(key.indexOf('#') + 1);
}
