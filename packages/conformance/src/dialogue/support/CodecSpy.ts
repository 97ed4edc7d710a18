import type { DialogueId, RecordKey } from '@colloquy/core';
import type { OpenBatch, PayloadCodec, SealBatch, WrapRequest } from '@colloquy/core/testing';

/** A record as it passed the seam on its way in. */
export interface SealedPlaintext {
  readonly dialogueId: DialogueId;
  /** n of the commit. */
  readonly n: number;
  readonly key: RecordKey;
  readonly addressHash: Uint8Array;
  readonly plaintext: Uint8Array;
  readonly envelope: Uint8Array;
}

/** A key as it was wrapped. */
export interface WrappedKey {
  readonly dialogueId: DialogueId;
  readonly purpose: WrapRequest['purpose'];
  readonly version: number;
  readonly key: Uint8Array;
  readonly envelope: Uint8Array;
}

/** Stands before a codec and remembers plaintexts and keys: what the suite must know to judge bytes that it cannot open. */
export class CodecSpy {
  readonly sealed: SealedPlaintext[] = [];
  readonly wrapped: WrappedKey[] = [];
  /** Keys of the records that were opened, call by call. */
  readonly opened: (readonly RecordKey[])[] = [];

  /** Pass it as `codecOf`. */
  readonly over = (codec: PayloadCodec): PayloadCodec => ({
    name: codec.name,
    seal: async (request, options) => {
      const answer = await codec.seal(request, options);
      this.#noteSealed(request, answer.envelopes);
      return answer;
    },
    open: async (request: OpenBatch, options) => {
      this.opened.push(request.records.map(({ key }) => key));
      return codec.open(request, options);
    },
    wrapKey: async (request, key, options) => {
      // The caller wipes its bytes.
      const copy = new Uint8Array(key);
      const envelope = await codec.wrapKey(request, key, options);
      const { dialogueId, purpose, version } = request;
      this.wrapped.push({ dialogueId, purpose, version, key: copy, envelope });
      return envelope;
    },
    unwrapKey: (...args) => codec.unwrapKey(...args),
    forget: () => codec.forget(),
  });

  /** The latest key of a purpose that was made for a dialogue: the one whose creation landed, unless creators raced. */
  keyOf(id: DialogueId, purpose: WrapRequest['purpose']): Uint8Array {
    const found = this.wrapped.findLast((wrap) => wrap.dialogueId === id && wrap.purpose === purpose);
    if (found === undefined) throw new Error(`no ${purpose} of ${id} passed this spy`);
    return found.key;
  }

  #noteSealed({ dialogueId, n, records }: SealBatch, envelopes: readonly Uint8Array[]): void {
    records.forEach(({ key, addressHash, plaintext }, at) => {
      const envelope = new Uint8Array(envelopes[at] ?? []);
      this.sealed.push({ dialogueId, n, key, addressHash, plaintext: new Uint8Array(plaintext), envelope });
    });
  }
}
