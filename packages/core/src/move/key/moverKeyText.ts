import type { KeyObject } from 'node:crypto';
import { concat, fromBase64, toBase64 } from '../../bytes/index.ts';
import { NoteVerifier } from '../../checkpoint/NoteVerifier.ts';
import { isColloquyError } from '../../errors/index.ts';
import { privateKeyOfSeed, publicKeyOfSeed } from '../../envelope/signingKeyWrap.ts';

/** The signature type of C2SP signed-note for Ed25519. */
const ed25519 = 0x01;
const seedLength = 32;
const prefix = 'PRIVATE+KEY+';

/** A private key with the name that it signs under. */
export interface NamedPrivateKey {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/**
 * A private key as one line: `PRIVATE+KEY+name+keyId+base64(0x01 || seed)`, the form in which Go's `golang.org/x/mod/sumdb/note` writes
 * signer keys, so that tools of that family read it.
 *
 * @param seed 32 bytes (RFC 8032)
 * @throws ColloquyError `invalid_argument` for a name that no verifier key can have
 */
export function moverKeyText(name: string, seed: Uint8Array): string {
  const { keyId } = new NoteVerifier(name, publicKeyOfSeed(seed));
  return `${prefix}${name}+${keyId}+${toBase64(concat([Uint8Array.of(ed25519), seed]))}\n`;
}

/** The key that such a line is; undefined for anything but the one form. */
export function parseMoverKey(text: string): NamedPrivateKey | undefined {
  if (!text.startsWith(prefix) || !text.endsWith('\n')) return undefined;
  const [name = '', , ...rest] = text.slice(prefix.length, -1).split('+');
  // The base64 may have plus signs of its own; the name has none.
  const material = fromBase64(rest.join('+'));
  if (material?.byteLength !== seedLength + 1) return undefined;
  const seed = material.subarray(1);
  try {
    return moverKeyText(name, seed) === text ? { name, privateKey: privateKeyOfSeed(seed) } : undefined;
  } catch (error) {
    // A name that no key can have.
    if (isColloquyError(error, 'invalid_argument')) return undefined;
    throw error;
  } finally {
    material.fill(0);
  }
}
