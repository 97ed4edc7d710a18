import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const options = { authTagLength: 16 };
const nonceBytes = 12;
const tagBytes = 16;
const noncesAtOnce = 1024;

/** What one GCM call gives, not yet put together. */
export interface BareSealed {
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/**
 * AES-256-GCM and nothing else: one key object, random nonces drawn many at a time, no associated data, no padding. The floor under
 * everything that is measured here.
 */
export class BareGcm {
  readonly #key: KeyObject;
  readonly #pool = Buffer.allocUnsafeSlow(noncesAtOnce * nonceBytes);
  #at = this.#pool.byteLength;

  constructor(key: KeyObject) {
    this.#key = key;
  }

  seal(plaintext: Uint8Array): BareSealed {
    const nonce = this.#nonce();
    const cipher = createCipheriv(algorithm, this.#key, nonce, options);
    const ciphertext = cipher.update(plaintext);
    // A stream mode: no bytes come last.
    cipher.final();
    return { nonce, ciphertext, tag: cipher.getAuthTag() };
  }

  open({ nonce, ciphertext, tag }: BareSealed): Buffer {
    const decipher = createDecipheriv(algorithm, this.#key, nonce, options);
    decipher.setAuthTag(tag);
    const plaintext = decipher.update(ciphertext);
    decipher.final();
    return plaintext;
  }

  /** Nonce, ciphertext and tag in one piece, as they would lie in a column. */
  sealColumn(plaintext: Uint8Array): Buffer {
    const { nonce, ciphertext, tag } = this.seal(plaintext);
    return Buffer.concat([nonce, ciphertext, tag]);
  }

  openColumn(column: Buffer): Buffer {
    const end = column.byteLength - tagBytes;
    return this.open({
      nonce: column.subarray(0, nonceBytes),
      ciphertext: column.subarray(nonceBytes, end),
      tag: column.subarray(end),
    });
  }

  #nonce(): Uint8Array {
    if (this.#at === this.#pool.byteLength) {
      randomFillSync(this.#pool);
      this.#at = 0;
    }
    const start = this.#at;
    this.#at += nonceBytes;
    // Copied: the pool is filled again.
    return Uint8Array.prototype.slice.call(this.#pool, start, this.#at);
  }
}
