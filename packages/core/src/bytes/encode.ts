const utf8 = new TextEncoder();

/** The UTF-8 bytes of a well-formed string. */
export function utf8Bytes(text: string): Uint8Array {
  return utf8.encode(text);
}

/** The length of a string in UTF-8 bytes, without encoding it. */
export function utf8Length(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** `u32(x)`: four bytes, big-endian. */
export function u32(value: number): Uint8Array {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, value);
  return out;
}

/** `u64(x)`: eight bytes, big-endian, of a non-negative safe integer. */
export function u64(value: number): Uint8Array {
  const out = new Uint8Array(8);
  new DataView(out.buffer).setBigUint64(0, BigInt(value));
  return out;
}

/** `LP(x) = u32(len x) || x`, of bytes or of a string's UTF-8 bytes. */
export function lengthPrefixed(value: Uint8Array | string): Uint8Array {
  const bytes = typeof value === 'string' ? utf8Bytes(value) : value;
  return concat([u32(bytes.byteLength), bytes]);
}

/** The parts one after another. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.byteLength;
  const out = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.byteLength;
  }
  return out;
}
