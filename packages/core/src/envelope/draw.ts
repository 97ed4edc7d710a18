/** Where unpredictable bytes come from: the system's generator; in tests, bytes that a test chooses. */
export type RandomBytes = (length: number) => Uint8Array;

/** Exactly `length` fresh bytes. A source that gives fewer would shorten a nonce without a sound. */
export function draw(randomBytes: RandomBytes, length: number): Uint8Array {
  const bytes = randomBytes(length);
  if (bytes.byteLength === length) return bytes;
  throw new RangeError(`The random source gave ${bytes.byteLength} bytes where ${length} were asked for.`);
}

export const nonceLength = 12;

/** What sealing takes from the random source: one draw for a whole commit. */
export interface SealRandomness {
  /** 32 bytes for the hedge. */
  readonly hedge: Uint8Array;
  /** Distinct among themselves: the records of a commit share one key (EV-SEAL-05). */
  readonly nonces: readonly Uint8Array[];
}

const hedgeLength = 32;
/** A sound source repeats 12 bytes about never; one that does so again and again is broken. */
const attempts = 8;

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/**
 * Draws 32 bytes and then `count` nonces, in one piece; each nonce that repeats an earlier one is drawn anew.
 *
 * @throws RangeError when the source keeps repeating itself
 */
export function drawForSealing(randomBytes: RandomBytes, count: number): SealRandomness {
  const pool = draw(randomBytes, hedgeLength + count * nonceLength);
  const seen = new Set<string>();
  const nonces: Uint8Array[] = [];
  for (let at = hedgeLength; at < pool.byteLength; at += nonceLength) {
    let nonce = pool.subarray(at, at + nonceLength);
    for (let attempt = 0; seen.has(textOf(nonce)); attempt++) {
      if (attempt === attempts) throw new RangeError('The random source repeats itself: nothing is sealed with it.');
      nonce = draw(randomBytes, nonceLength);
    }
    seen.add(textOf(nonce));
    nonces.push(nonce);
  }
  return { hedge: pool.subarray(0, hedgeLength), nonces };
}
