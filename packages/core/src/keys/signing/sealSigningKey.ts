import { bytesEqual, toBase64url } from '../../bytes/index.ts';
import { unwrapSigningKey, wrapSigningKey } from '../../envelope/signingKeyWrap.ts';
import { ColloquyError } from '../../errors/index.ts';
import { systemSources } from '../../sources.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { NoteVerifier } from '../../checkpoint/NoteVerifier.ts';
import type { SigningContext } from './headerOfKeyring.ts';
import type { SigningEntry } from './signingEntries.ts';
import { signingEvent } from './signingEvent.ts';

/**
 * The entry of a signing key: its seed wrapped under an epoch. The wrap is opened again before anybody relies on it:
 * what does not open later is lost.
 */
export async function sealSigningKey(
  context: SigningContext,
  version: number,
  verifier: NoteVerifier,
  seed: Uint8Array,
  epoch: number,
  call?: CallOptions,
): Promise<SigningEntry> {
  const { keyring } = context;
  const kek = await keyring.kek(epoch, call);
  const place = { tenant: keyring.tenant, version, publicKey: verifier.publicKey, epoch, kek: kek.key };
  const seal = (): Uint8Array => wrapSigningKey(place, seed, systemSources.randomBytes);
  const wrap = await signingEvent(context, 'signing.wrap', version, kek, seal, call);
  const opened = unwrapSigningKey(place, wrap);
  const same = bytesEqual(opened, seed);
  opened.fill(0);
  if (!same) throw new ColloquyError('integrity_error', 'A wrapped signing key did not open to what was wrapped.');
  return [version, String(verifier), toBase64url(wrap)];
}
