import { sha256, utf8Bytes } from '../../../src/bytes/index.ts';
import { signCheckpoint } from '../../../src/checkpoint/createCheckpoint.ts';
import type { Checkpoint } from '../../../src/checkpoint/checkpointText.ts';
import { noteSigner, type NoteSigner } from '../../../src/checkpoint/NoteSigner.ts';
import { privateKeyOfSeed } from '../../../src/envelope/signingKeyWrap.ts';

/** A signer whose seed is the hash of a word. */
export function signerNamed(name: string, seed = name): NoteSigner {
  return noteSigner(name, privateKeyOfSeed(sha256(utf8Bytes(`colloquy/test/seed/${seed}`))));
}

export const checkpoint: Checkpoint = {
  logId: '000102030405060708090a0b0c0d0e0f',
  n: 42,
  hash: 'ab'.repeat(32),
};

export const signer = signerNamed('example.org/acme');

/** A note that one key has signed. */
export async function noteOf(change: Partial<Checkpoint> = {}, by = signer): Promise<string> {
  return signCheckpoint({ ...checkpoint, ...change }, by);
}
