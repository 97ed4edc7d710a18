function buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Base64 with padding (RFC 4648, section 4) of the bytes. */
export function toBase64(bytes: Uint8Array): string {
  return buffer(bytes).toString('base64');
}

/** The bytes of a text that {@link toBase64} writes; undefined when it is anything else. */
export function fromBase64(text: string): Uint8Array | undefined {
  return strictly(text, 'base64');
}

/** Base64url without padding (RFC 4648, section 5) of the bytes: the text form of envelopes (EV-LAYOUT-03). */
export function toBase64url(bytes: Uint8Array): string {
  return buffer(bytes).toString('base64url');
}

/**
 * The bytes of a text that {@link toBase64url} writes; undefined when it is anything else: characters outside the alphabet, padding,
 * trailing bits that are not zero.
 *
 * @example
 * fromBase64url('_w'); // Uint8Array [255]
 * fromBase64url('_x'); // undefined: the same byte, and trailing bits
 */
export function fromBase64url(text: string): Uint8Array | undefined {
  return strictly(text, 'base64url');
}

/** Node's decoder skips what it does not know and takes both alphabets, so only the way back shows the one form. */
function strictly(text: string, encoding: 'base64' | 'base64url'): Uint8Array | undefined {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? new Uint8Array(bytes) : undefined;
}
