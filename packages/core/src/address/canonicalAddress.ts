import { sha256OfText, utf8Bytes } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import type { DialogueId } from './DialogueId.ts';
import { subkeyOf, typeOfKey, type RecordKey } from './RecordKey.ts';

const maximumBytes = 2048;

function isUnreserved(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) || // 0-9
    (byte >= 0x41 && byte <= 0x5a) || // A-Z
    (byte >= 0x61 && byte <= 0x7a) || // a-z
    byte === 0x2d || // -
    byte === 0x2e || // .
    byte === 0x5f || // _
    byte === 0x7e // ~
  );
}

function encodeComponent(text: string): string {
  if (/^[A-Za-z0-9._~-]*$/.test(text)) return text;
  let out = '';
  for (const byte of utf8Bytes(text)) {
    out += isUnreserved(byte) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

function refuse(message: string): never {
  throw new ColloquyError('invalid_argument', message);
}

/**
 * The canonical address of an entity, `dialogue:{id}/entity:{type}/{subkey}`: what its sealed bytes are bound to. Nothing physical is in
 * it, no table, key column or backend, so ciphertext moves between backends unchanged.
 *
 * Segments are joined by `#`; in id, type and segments every byte but `A-Z a-z 0-9 . _ ~ -` becomes `%XX`, so the address
 * is injective for any strings. At most 2 048 bytes.
 *
 * @throws ColloquyError `invalid_argument` for an empty component, a lone surrogate or an address that is too long
 * @example
 * canonicalAddress('nvidia-analysis', 'perspective', ['01', '02']); // 'dialogue:nvidia-analysis/entity:perspective/01#02'
 */
export function canonicalAddress(id: string, type: string, segments: readonly string[]): string {
  if (id === '' || type === '' || segments.length === 0 || segments.includes('')) {
    refuse('An address needs a dialogue id, a type and one or more segments, none of them empty.');
  }
  for (const component of [id, type, ...segments]) {
    if (!component.isWellFormed()) refuse('An address component has a lone surrogate: it has no UTF-8 form.');
  }
  const subkey = segments.map(encodeComponent).join('#');
  const address = `dialogue:${encodeComponent(id)}/entity:${encodeComponent(type)}/${subkey}`;
  if (address.length > maximumBytes)
    refuse(`An address has at most ${maximumBytes} bytes; this one has ${address.length}.`);
  return address;
}

/** The canonical address of a record: keys and dialogue ids hold only bytes that stand for themselves. */
export function addressOfKey(id: DialogueId, key: RecordKey): string {
  return `dialogue:${id}/entity:${typeOfKey(key)}/${subkeyOf(key)}`;
}

/** SHA-256 of the canonical address of a record. */
export function addressHashOfKey(id: DialogueId, key: RecordKey): Uint8Array {
  return sha256OfText(addressOfKey(id, key));
}
