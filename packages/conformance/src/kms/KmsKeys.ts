import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { canonicalJsonBytes, concat, toHex, u32, utf8Bytes } from '@colloquy/core';
import { refuse } from './KmsError.ts';

export type KmsKeyState = 'Enabled' | 'Disabled' | 'PendingDeletion';

/** A symmetric key of the server. */
export interface KmsKey {
  readonly id: string;
  /** Where it was made; a multi-Region key is used in every Region under the same id. */
  readonly region: string;
  readonly multiRegion: boolean;
  readonly secret: KeyObject;
  state: KmsKeyState;
  /** Milliseconds since the Unix epoch. */
  deletionDate?: number;
}

export type EncryptionContext = Readonly<Record<string, string>>;

const account = '111122223333';
const nonceLength = 12;
const tagLength = 16;
/** What the blobs of this server begin with. */
const blobPrefix = Uint8Array.of(0x01, 0x02);

/** The keys of the server and the ciphertexts under them: AES-256-GCM, the encryption context and the key's id authenticated. */
export class KmsKeys {
  readonly #randomBytes: (length: number) => Uint8Array;
  readonly #keys = new Map<string, KmsKey>();

  constructor(randomBytes: (length: number) => Uint8Array) {
    this.#randomBytes = randomBytes;
  }

  create(region: string, multiRegion: boolean): KmsKey {
    const digits = toHex(this.#randomBytes(16));
    const id = multiRegion ? `mrk-${digits}` : digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const key: KmsKey = { id, region, multiRegion, secret: createSecretKey(this.#randomBytes(32)), state: 'Enabled' };
    this.#keys.set(id, key);
    return key;
  }

  /** Every key that exists. */
  all(): readonly KmsKey[] {
    return [...this.#keys.values()];
  }

  /** As when the waiting time of a deletion is over. */
  remove(key: KmsKey): void {
    this.#keys.delete(key.id);
  }

  /** The key that an id or ARN names in a Region. @throws KmsError */
  find(name: string, region: string): KmsKey {
    const arn = /^arn:aws:kms:([a-z0-9-]+):(\d{12}):key\/([A-Za-z0-9-]+)$/.exec(name);
    if (arn !== null && (arn[1] !== region || arn[2] !== account)) throw refuse.notFound(name);
    const key = this.#inRegion(arn?.[3] ?? name, region);
    if (key === undefined) throw refuse.notFound(name);
    return key;
  }

  #inRegion(id: string, region: string): KmsKey | undefined {
    const key = this.#keys.get(id);
    return key !== undefined && (key.multiRegion || key.region === region) ? key : undefined;
  }

  arn(key: KmsKey, region: string): string {
    return `arn:aws:kms:${region}:${account}:key/${key.id}`;
  }

  /** @throws KmsError unless the key may be used now */
  checkUsable(key: KmsKey, region: string): void {
    if (key.state === 'Disabled') throw refuse.disabled(this.arn(key, region));
    if (key.state === 'PendingDeletion') throw refuse.pendingDeletion(this.arn(key, region));
  }

  encrypt(key: KmsKey, plaintext: Uint8Array, context: EncryptionContext): Uint8Array {
    const nonce = this.#randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: tagLength });
    cipher.setAAD(associatedData(key.id, context));
    const body = concat([cipher.update(plaintext), cipher.final()]);
    const id = utf8Bytes(key.id);
    return concat([blobPrefix, u32(id.length), id, nonce, body, cipher.getAuthTag()]);
  }

  /** The key that a ciphertext was made under, as it says itself. @throws KmsError */
  keyOf(blob: Uint8Array, region: string): KmsKey {
    const id = splitBlob(blob)?.id;
    const key = id === undefined ? undefined : this.#inRegion(id, region);
    if (key === undefined) throw refuse.invalidCiphertext();
    return key;
  }

  /** @throws KmsError for another key, another context, or a changed byte */
  decrypt(key: KmsKey, blob: Uint8Array, context: EncryptionContext): Uint8Array {
    const parts = splitBlob(blob);
    if (parts === undefined) throw refuse.invalidCiphertext();
    const decipher = createDecipheriv('aes-256-gcm', key.secret, parts.nonce, { authTagLength: tagLength });
    decipher.setAAD(associatedData(key.id, context));
    decipher.setAuthTag(parts.tag);
    try {
      return concat([decipher.update(parts.body), decipher.final()]);
    } catch {
      throw refuse.invalidCiphertext();
    }
  }
}

function associatedData(id: string, context: EncryptionContext): Uint8Array {
  return concat([utf8Bytes(id), Uint8Array.of(0), canonicalJsonBytes({ ...context })]);
}

interface BlobParts {
  readonly id: string;
  readonly nonce: Uint8Array;
  readonly body: Uint8Array;
  readonly tag: Uint8Array;
}

function splitBlob(blob: Uint8Array): BlobParts | undefined {
  if (blob.length < 6 || blob[0] !== blobPrefix[0] || blob[1] !== blobPrefix[1]) return undefined;
  const nonceAt = 6 + new DataView(blob.buffer, blob.byteOffset).getUint32(2);
  const bodyAt = nonceAt + nonceLength;
  const tagAt = blob.length - tagLength;
  if (tagAt < bodyAt) return undefined;
  return {
    id: Buffer.from(blob.subarray(6, nonceAt)).toString('latin1'),
    nonce: blob.subarray(nonceAt, bodyAt),
    body: blob.subarray(bodyAt, tagAt),
    tag: blob.subarray(tagAt),
  };
}
