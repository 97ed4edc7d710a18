import { concat, sha256, u64 } from '../bytes/index.ts';

const limbs = 8;
const base = 2 ** 32;
/** Additions after which limbs are brought back under 2^32: far below where a double stops being exact. */
const carryEvery = 2 ** 20;

/**
 * A sum modulo 2^256 of 32-byte big-endian numbers: the incremental multiset hash under the state tag (MSet-Add-Hash, Clarke et
 * al., ASIACRYPT 2003). Adding and removing cost the same whatever was added before.
 */
export class StateSum {
  /** Least significant first; may be negative or above 2^32 between carries. */
  readonly #limbs = new Float64Array(limbs);
  #pending = 0;

  static fromBytes(bytes: Uint8Array): StateSum {
    return new StateSum().add(bytes);
  }

  add(number: Uint8Array): this {
    return this.#accumulate(number, 1);
  }

  subtract(number: Uint8Array): this {
    return this.#accumulate(number, -1);
  }

  /** The sum as 32 bytes. */
  toBytes(): Uint8Array {
    this.#carry();
    const out = new Uint8Array(limbs * 4);
    const view = new DataView(out.buffer);
    for (let i = 0; i < limbs; i++) view.setUint32((limbs - 1 - i) * 4, this.#limbs[i] ?? 0);
    return out;
  }

  #accumulate(number: Uint8Array, sign: 1 | -1): this {
    if (number.byteLength !== limbs * 4) throw new RangeError('A summand has 32 bytes.');
    const view = new DataView(number.buffer, number.byteOffset, number.byteLength);
    for (let i = 0; i < limbs; i++) {
      this.#limbs[i] = (this.#limbs[i] ?? 0) + sign * view.getUint32((limbs - 1 - i) * 4);
    }
    if (++this.#pending >= carryEvery) this.#carry();
    return this;
  }

  #carry(): void {
    let carry = 0;
    for (let i = 0; i < limbs; i++) {
      const value = (this.#limbs[i] ?? 0) + carry;
      carry = Math.floor(value / base);
      this.#limbs[i] = value - carry * base;
    }
    this.#pending = 0;
  }
}

const elementMark = Uint8Array.of(1);

/** What one record adds to the state of its dialogue. */
export function stateElement(stateKey: Uint8Array, addressHash: Uint8Array, digest: Uint8Array): Uint8Array {
  return sha256(stateKey, elementMark, addressHash, digest);
}

/** Which entry's mask a tag carries. */
export interface MaskSource {
  readonly n: number;
  readonly commitId: Uint8Array;
  readonly prevHash: Uint8Array;
}

/** What hides the sum in the tag of one entry: a bare sum would leak elements and invite a generalised-birthday attack. */
export function stateMask(stateKey: Uint8Array, source: MaskSource): Uint8Array {
  return sha256(concat([stateKey, Uint8Array.of(0), u64(source.n), source.commitId, source.prevHash]));
}
