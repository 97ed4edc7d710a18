import { toHex } from '../bytes/index.ts';
import type { NoteVerifier } from '../checkpoint/NoteVerifier.ts';
import { ColloquyError } from '../errors/index.ts';
import { boundaryAuthBytes, boundaryText } from './boundaryEntry.ts';

/** What the auth of a boundary entry is worth. */
export type BoundaryTrust =
  /** Signed by this pinned key. */
  | { readonly trust: 'signed'; readonly key: NoteVerifier }
  /** Of the form of a signature, by no pinned key. */
  | { readonly trust: 'unknown'; readonly keyId: string }
  /** No signature, or a pinned key's that does not verify. */
  | { readonly trust: 'refused' };

/** The pinned keys of those who may move dialogues (MG-ENTRY-04). */
export class MoverKeys {
  readonly #byId: ReadonlyMap<string, NoteVerifier>;

  /** @throws ColloquyError `invalid_argument` for two keys of one key id: a signature could not say whose it is */
  constructor(keys: readonly NoteVerifier[]) {
    this.#byId = new Map(keys.map((key) => [key.keyId, key]));
    if (this.#byId.size === keys.length) return;
    throw new ColloquyError('invalid_argument', 'Two pinned mover keys have the same key id: leave one out.');
  }

  /** Judges the auth of an entry by its hash. */
  judge(hash: Uint8Array, auth: Uint8Array): BoundaryTrust {
    if (auth.byteLength !== boundaryAuthBytes) return { trust: 'refused' };
    const keyId = toHex(auth.subarray(0, 4));
    const key = this.#byId.get(keyId);
    if (key === undefined) return { trust: 'unknown', keyId };
    return key.verify(boundaryText(hash), auth.subarray(4)) ? { trust: 'signed', key } : { trust: 'refused' };
  }
}
