import { fromBase64url } from '../../bytes/index.ts';
import { NoteVerifier } from '../../checkpoint/NoteVerifier.ts';
import { isKeyVersion, parseEnvelope } from '../../envelope/layout.ts';
import { isColloquyError } from '../../errors/index.ts';
import { limits } from '../../limits.ts';

/** One signing key as the store header holds it: version, verifier key string, and the wrap of its seed in base64url. */
export type SigningEntry = readonly [version: number, verifierKey: string, wrap: string];

/** {@link SigningEntry}, read. */
export interface SigningRecord {
  readonly version: number;
  readonly verifier: NoteVerifier;
  readonly wrap: Uint8Array;
  /** Epoch of the KEK that the wrap says it was made with. */
  readonly epoch: number;
}

/** What an entry holds; undefined when it does not have the one form. */
export function parseSigningEntry(entry: unknown): SigningRecord | undefined {
  if (!Array.isArray(entry) || entry.length !== 3) return undefined;
  const [version, verifierKey, text] = entry as readonly unknown[];
  if (typeof version !== 'number' || typeof verifierKey !== 'string' || typeof text !== 'string') return undefined;
  const wrap = fromBase64url(text);
  const epoch = wrap && parseEnvelope(wrap, 'signing-wrap')?.keyVersion;
  const verifier = verifierOf(verifierKey);
  if (wrap === undefined || epoch === undefined || verifier === undefined || !isKeyVersion(version)) return undefined;
  return { version, verifier, wrap, epoch };
}

/**
 * True for the signing keys of a header: versions 1, 2, 3, ..., all of one name, told apart by their key ids, wrapped under epochs of
 * the header.
 */
export function areSigningEntries(value: unknown, epochs: ReadonlySet<unknown>): value is readonly SigningEntry[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > limits.signingKeys) return false;
  const records = value.map(parseSigningEntry);
  const keyIds = new Set(records.map((record) => record?.verifier.keyId));
  const name = records[0]?.verifier.name;
  return (
    keyIds.size === records.length &&
    records.every((record, at) => {
      return record?.version === at + 1 && record.verifier.name === name && epochs.has(record.epoch);
    })
  );
}

function verifierOf(text: string): NoteVerifier | undefined {
  try {
    return NoteVerifier.parse(text);
  } catch (error) {
    if (isColloquyError(error)) return undefined;
    throw error;
  }
}
