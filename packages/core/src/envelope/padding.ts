const mark = 0x80;
const smallest = 64;

function log2(value: number): number {
  return 31 - Math.clz32(value);
}

/**
 * The padded length of a plaintext: 64, or the next length whose lower bits are zero, so that what is added is less than one
 * eighth and a length tells little. The scheme is Padmé's (Nikitin, Barman, Lueks, Underwood, Hubaux, Ford, PETS 2019).
 *
 * @param length - bytes, below 2^30
 * @example
 * paddedLength(64); // 72
 */
export function paddedLength(length: number): number {
  const marked = length + 1;
  if (marked <= smallest) return smallest;
  const exponent = log2(marked);
  const low = 2 ** (exponent - (log2(exponent) + 1)) - 1;
  return (marked + low) & ~low;
}

/**
 * The plaintext, 0x80, and zeros up to its padded length.
 *
 * @param out - zeros, as many as the padded length: where it goes
 */
export function pad(plaintext: Uint8Array, out = new Uint8Array(paddedLength(plaintext.byteLength))): Uint8Array {
  out.set(plaintext);
  out[plaintext.byteLength] = mark;
  return out;
}

/** The plaintext under its padding, as a view; undefined unless `padded` is exactly what {@link pad} makes of it. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  let end = padded.byteLength - 1;
  while (end >= 0 && padded[end] === 0) end -= 1;
  if (end < 0 || padded[end] !== mark || paddedLength(end) !== padded.byteLength) return undefined;
  return padded.subarray(0, end);
}
