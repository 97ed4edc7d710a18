import { bytesEqual, toBase64url } from '../../bytes/index.ts';
import { unwrapSigningKey, wrapSigningKey } from '../../envelope/signingKeyWrap.ts';
import { ColloquyError } from '../../errors/index.ts';
import { systemSources } from '../../sources.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { NoteVerifier } from '../../checkpoint/NoteVerifier.ts';
import type { Keyring } from '../Keyring.ts';
import type { SigningEntry } from './signingEntries.ts';

/**
 * The entry of a signing key: its seed wrapped under an epoch. The wrap is opened again before anybody relies on it:
 * what does not open later is lost.
 */
export async function sealSigningKey(
  keyring: Keyring,
  version: number,
  verifier: NoteVerifier,
  seed: Uint8Array,
  epoch: number,
  call?: CallOptions,
): Promise<SigningEntry> {
  const { tenant } = keyring;
  const { key } = await keyring.kek(epoch, call);
  const place = { tenant, version, publicKey: verifier.publicKey, epoch, kek: key };
  const wrap = wrapSigningKey(place, seed, systemSources.randomBytes);
  const opened = unwrapSigningKey(place, wrap);
  const same = bytesEqual(opened, seed);
  opened.fill(0);
  if (!same) throw new ColloquyError('integrity_error', 'A wrapped signing key did not open to what was wrapped.');
  return [version, String(verifier), toBase64url(wrap)];
}
