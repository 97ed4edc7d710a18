import type { OpenBatch, SealedRecord } from '../codec/index.ts';
import { gcmOpen } from './aead.ts';
import { CommitKeyCache } from './CommitKeyCache.ts';
import { commits, deriveEnvelopeKey } from './envelopeKey.ts';
import { parseEnvelope } from './layout.ts';
import { unpad } from './padding.ts';
import { refused, type OpeningStep } from './refuse.ts';

/**
 * Opens records, each with the key that the caller knows for the version it names (EV-OPEN-01 to -05).
 *
 * @throws ColloquyError `integrity_error` for the first record that does not open; none is returned then
 */
export function openRecords(batch: OpenBatch, cache: CommitKeyCache): readonly Uint8Array[] {
  return batch.records.map((record) => {
    const plaintext = openRecord(batch, record, cache);
    if (typeof plaintext === 'number') throw refused(batch.dialogueId, record.key, plaintext);
    return plaintext;
  });
}

/** The plaintext, or the step that refuses. */
function openRecord(
  batch: OpenBatch,
  { addressHash, envelope }: SealedRecord,
  cache: CommitKeyCache,
): Uint8Array | OpeningStep {
  const parsed = parseEnvelope(envelope, 'record');
  if (parsed === undefined) return 1;
  const dataKey = batch.dataKeys.get(parsed.keyVersion);
  if (dataKey === undefined) return 2;

  const place = CommitKeyCache.place(batch, envelope);
  const known = cache.find(place, dataKey);
  const derived = known ?? deriveEnvelopeKey(dataKey, parsed.salt, 'record', parsed.prefix);
  // Also when the key was known: whoever changed the commitment alone would otherwise go unnoticed.
  if (!commits(derived, parsed.commitment)) return 3;
  // Only now: what somebody made up must not push out what is in use.
  if (known === undefined) cache.add(place, dataKey, derived);

  const plaintext = gcmOpen(derived.key, parsed.nonce, addressHash, parsed.ciphertext, parsed.tag);
  if (plaintext === undefined) return 4;
  return parsed.padded ? (unpad(plaintext) ?? 5) : plaintext;
}
