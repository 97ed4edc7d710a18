import { compareAscii } from '../bytes/index.ts';
import type { SealBatch, SealedCommit } from '../codec/index.ts';
import { gcmSeal } from './aead.ts';
import { CommitKeyCache } from './CommitKeyCache.ts';
import { drawForSealing, type RandomBytes } from './draw.ts';
import { deriveEnvelopeKey } from './envelopeKey.ts';
import { commitBodyHash, hedge } from './hedge.ts';
import { assembleHeader, encodePrefix, isKeyVersion, offsets, overhead, saltLength, tagLength } from './layout.ts';
import { pad, paddedLength } from './padding.ts';
import { paddedFlag } from './purposes.ts';
import { malformed } from './refuse.ts';

const hashLength = 32;

/**
 * Seals the records of one commit: one salt, one key and one commitment for all of them, a nonce for each (EV-SEAL-01 to -06).
 *
 * @throws ColloquyError `invalid_argument` when the records are not in key order, each once
 */
export function sealRecords(batch: SealBatch, randomBytes: RandomBytes, cache?: CommitKeyCache): SealedCommit {
  check(batch);
  const { dataKey, keyVersion, records } = batch;
  const random = drawForSealing(randomBytes, records.length);
  const mixed = hedge(dataKey, random.hedge, commitBodyHash(batch));
  const commitId = mixed.slice(saltLength);
  if (records.length === 0) return { commitId, envelopes: [] };

  const salt = mixed.subarray(0, saltLength);
  const prefix = encodePrefix('record', keyVersion, paddedFlag);
  const derived = deriveEnvelopeKey(dataKey, salt, 'record', prefix);
  const { key, commitment } = derived;
  const envelopes = records.map(({ addressHash, plaintext }, at) => {
    const nonce = random.nonces[at];
    if (nonce === undefined) throw new RangeError('There is a nonce for every record.');
    const envelope = new Uint8Array(overhead + paddedLength(plaintext.byteLength));
    assembleHeader(envelope, prefix, salt, nonce, commitment);
    // Padded where its ciphertext takes its place: no copy of the plaintext is left to wipe.
    const padded = pad(plaintext, envelope.subarray(offsets.ciphertext, -tagLength));
    gcmSeal(key, nonce, addressHash, padded, envelope, offsets.ciphertext);
    return envelope;
  });
  // Whoever writes reads next.
  const [first] = envelopes;
  if (first !== undefined) cache?.add(CommitKeyCache.place(batch, first), dataKey, derived);
  return { commitId, envelopes };
}

function check({ keyVersion, prevHash, records }: SealBatch): void {
  if (!isKeyVersion(keyVersion)) throw malformed('A key version is 1 to 2^31 - 1.');
  if (prevHash.byteLength !== hashLength) throw malformed('prevHash is a SHA-256.');
  let previous = '';
  for (const { key, addressHash } of records) {
    if (addressHash.byteLength !== hashLength) throw malformed(`The address hash of ${key} is a SHA-256.`);
    // Refused, not sorted: the caller's changes and log are in the order that it believes in, and it believes wrongly.
    if (compareAscii(previous, key) !== -1) throw malformed('The records of a commit come in key order, each once.');
    previous = key;
  }
}
