import { utf8Bytes } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';
import { limits } from '../limits.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { NoteSigner } from './NoteSigner.ts';
import { encodeSignedNote, type NoteSignature } from './signedNote.ts';

/**
 * A text signed by every signer, in their order. Each signature is verified before it is given out: one that went wrong on the way could
 * tell about the key.
 *
 * @throws ColloquyError `invalid_argument` when a signer does not sign with the key it names; what the signers throw
 */
export async function signNote(text: string, signers: readonly NoteSigner[], options?: CallOptions): Promise<string> {
  if (signers.length < 1 || signers.length > limits.noteSignatures) {
    throw new ColloquyError('invalid_argument', `A note has 1 to ${limits.noteSignatures} signers.`);
  }
  const bytes = utf8Bytes(text);
  const signatures: NoteSignature[] = [];
  for (const signer of signers) {
    const { verifier } = signer;
    const signature = await signer.sign(new Uint8Array(bytes), options);
    if (!verifier.verify(bytes, signature)) {
      throw new ColloquyError(
        'invalid_argument',
        `The signer of ${verifier.name} does not sign with the key it names.`,
      );
    }
    signatures.push({ name: verifier.name, keyId: verifier.keyId, signature });
  }
  return encodeSignedNote({ text, signatures });
}
