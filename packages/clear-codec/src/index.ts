import {
  ColloquyError,
  concat,
  type DialogueId,
  type OpenBatch,
  type PayloadCodec,
  type RecordKey,
  type SealedCommit,
  type SealBatch,
  type WrapRequest,
} from '@colloquy/core';
import { systemSources } from '@colloquy/core/testing';

/** "clr" and a version: what marks a payload that is not encrypted. */
const recordMark = Uint8Array.of(0x63, 0x6c, 0x72, 0x01);
const wrapMark = Uint8Array.of(0x63, 0x6c, 0x77, 0x01);

export interface ClearCodecOptions {
  /** Where commit ids come from; the system's randomness by default. */
  readonly randomBytes?: (length: number) => Uint8Array;
}

/**
 * Payloads in the clear: a mark and the plaintext, keys included. For tests and the demo of this repository until the
 * encrypting envelope takes its place behind the same seam; never published.
 */
export function clearCodec(options: ClearCodecOptions = {}): PayloadCodec {
  const { randomBytes = systemSources.randomBytes } = options;
  return {
    name: 'clear',
    seal: async ({ records }: SealBatch): Promise<SealedCommit> => ({
      commitId: randomBytes(16),
      envelopes: records.map(({ plaintext }) => concat([recordMark, plaintext])),
    }),
    open: async ({ dialogueId, records }: OpenBatch) =>
      records.map(({ key, envelope }) => withoutMark(recordMark, envelope, dialogueId, key)),
    wrapKey: async (_request: WrapRequest, key: Uint8Array) => concat([wrapMark, key]),
    unwrapKey: async ({ dialogueId, purpose }: WrapRequest, wrapped: Uint8Array) =>
      new Uint8Array(withoutMark(wrapMark, wrapped, dialogueId, purpose)),
  };
}

function withoutMark(mark: Uint8Array, bytes: Uint8Array, dialogueId: DialogueId, key: RecordKey | string): Uint8Array {
  if (bytes.byteLength >= mark.byteLength && mark.every((byte, at) => bytes[at] === byte)) {
    return bytes.subarray(mark.byteLength);
  }
  throw new ColloquyError('integrity_error', `Dialogue ${dialogueId}: ${key} is not a payload of this codec.`, {
    context: { dialogueId, key, reason: 'codec' },
  });
}
