import type { PayloadCodec } from '../codec/index.ts';
import { CommitKeyCache } from './CommitKeyCache.ts';
import { unwrapDialogueKey, wrapDialogueKey } from './dialogueKeyWrap.ts';
import type { RandomBytes } from './draw.ts';
import { openRecords } from './openRecords.ts';
import { sealRecords } from './sealRecords.ts';

export interface EnvelopeCodecOptions {
  /** Where salts, nonces and commit ids come from. */
  readonly randomBytes: RandomBytes;
  /** Commit keys kept, about 1 KiB each; the one used longest ago goes first. Default 8 192. */
  readonly commitKeys?: number;
}

/**
 * Payloads as envelopes of version 1 (`docs/spec/envelope.md`): AES-256-GCM under a key per commit, bound to the canonical address,
 * with a commitment to the key. There is no other form: what is not an envelope is an `integrity_error`.
 */
export function envelopeCodec({ randomBytes, commitKeys = 8192 }: EnvelopeCodecOptions): PayloadCodec {
  const cache = new CommitKeyCache(commitKeys);
  return Object.freeze<PayloadCodec>({
    name: 'envelope/v1',
    seal: async (batch, options) => {
      options?.signal?.throwIfAborted();
      return sealRecords(batch, randomBytes, cache);
    },
    open: async (batch, options) => {
      options?.signal?.throwIfAborted();
      return openRecords(batch, cache);
    },
    wrapKey: async (request, key, options) => {
      options?.signal?.throwIfAborted();
      return wrapDialogueKey(request, key, randomBytes);
    },
    unwrapKey: async (request, wrapped, options) => {
      options?.signal?.throwIfAborted();
      return unwrapDialogueKey(request, wrapped);
    },
    forget: () => cache.clear(),
  });
}
