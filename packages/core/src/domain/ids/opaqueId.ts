import type { DialogueId } from '../../address/DialogueId.ts';
import { toHex } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';

/**
 * A dialogue id that says nothing about the title: 16 random bytes as 32 hexadecimal digits.
 *
 * @throws ColloquyError `invalid_argument` for anything but 16 bytes
 */
export function opaqueId(random16: Uint8Array): DialogueId {
  if (random16.byteLength !== 16) {
    throw new ColloquyError('invalid_argument', 'An opaque dialogue id is made of exactly 16 random bytes.', {
      context: { bytes: random16.byteLength },
    });
  }
  return toHex(random16) as DialogueId;
}
