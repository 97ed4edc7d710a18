/** Bytes as they come back from a column of text. */
export function utf8(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(bytes));
}
