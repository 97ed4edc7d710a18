import type { KeyObject } from 'node:crypto';
import type { DialogueId, Keyring, PartitionStore } from '@colloquy/core';
import { createTestDialogueStore, systemSources, type PayloadCodec } from '@colloquy/core/testing';

/** The keys of a dialogue that was written under data key 1 alone. */
export interface DialogueSecrets {
  readonly dataKey: KeyObject;
  readonly logRoot: Uint8Array;
}

/** Loads a dialogue once and watches the keys go by: for loops that open a store's rows by hand. */
export async function secretsOf(backend: PartitionStore, keyring: Keyring, id: DialogueId): Promise<DialogueSecrets> {
  let dataKey: KeyObject | undefined;
  let logRoot: Uint8Array | undefined;
  const codecOf = (codec: PayloadCodec): PayloadCodec => ({
    ...codec,
    open: async (batch, options) => {
      dataKey = batch.dataKeys.get(1);
      return codec.open(batch, options);
    },
    unwrapKey: async (request, wrapped, options) => {
      const key = await codec.unwrapKey(request, wrapped, options);
      // Copied: whoever asked for it wipes it.
      if (request.purpose === 'log-root') logRoot = new Uint8Array(key);
      return key;
    },
  });
  await createTestDialogueStore({ backend, keyring, sources: systemSources, codecOf }).load(id);
  if (dataKey === undefined || logRoot === undefined) throw new Error(`the keys of ${id} did not pass`);
  return { dataKey, logRoot };
}
