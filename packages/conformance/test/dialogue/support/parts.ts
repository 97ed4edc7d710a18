import { clearCodec } from '@colloquy/clear-codec';
import { EphemeralKeyProvider, MemoryKeyVault, openKeyring, setupKeys } from '@colloquy/core';
import type { DialogueParts } from '../../../src/dialogue/kit/DialogueFixture.ts';

/** Payloads in the clear, keys that end with the process: what tests of this repository run with. */
export const parts: DialogueParts = {
  codec: (randomBytes) => clearCodec({ randomBytes }),
  keyring: async (randomBytes) => {
    const options = {
      provider: new EphemeralKeyProvider(randomBytes),
      vault: new MemoryKeyVault(),
      storeId: '00112233445566778899aabbccddeeff',
      tenant: 'laws',
    };
    await setupKeys(options);
    return openKeyring(options);
  },
};
