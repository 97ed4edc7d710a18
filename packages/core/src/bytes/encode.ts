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
  putU32(out, 0, value);
  return out;
}

/** Writes `u32(x)` at an offset. By hand: a DataView moves the bytes of a short array out of the heap first. */
export function putU32(out: Uint8Array, at: number, value: number): void {
  out[at] = value >>> 24;
  out[at + 1] = value >>> 16;
  out[at + 2] = value >>> 8;
  out[at + 3] = value;
}

/** The number that `u32` wrote at an offset. */
export function getU32(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let i = at; i < at + 4; i++) value = value * 256 + (bytes[i] ?? 0);
  return value;
}

/** `u64(x)`: eight bytes, big-endian, of a non-negative safe integer. */
export function u64(value: number): Uint8Array {
  const out = new Uint8Array(8);
  putU32(out, 0, Math.floor(value / 2 ** 32));
  putU32(out, 4, value % 2 ** 32);
  return out;
}

/** `LP(x) = u32(len x) || x`, of bytes or of a string's UTF-8 bytes. */
export function lengthPrefixed(value: Uint8Array | string): Uint8Array {
  const bytes = typeof value === 'string' ? utf8Bytes(value) : value;
  const out = new Uint8Array(4 + bytes.byteLength);
  putU32(out, 0, bytes.byteLength);
  out.set(bytes, 4);
  return out;
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
