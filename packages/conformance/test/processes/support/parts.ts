import { clearCodec } from '@colloquy/clear-codec';
import { EphemeralKeyProvider, MemoryKeyVault, openKeyring, setupKeys } from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import type { OpenParts } from '../../../src/processes/dialogueProgram.ts';

/** Codec and keys of one seed: every process that asks with it opens the same keys. Commit ids are random. */
export async function openParts(config: unknown): Promise<OpenParts> {
  const { seed } = config as { readonly seed: number };
  const { randomBytes } = seededSources({ seed });
  const provider = new EphemeralKeyProvider(randomBytes);
  const options = { provider, vault: new MemoryKeyVault(), storeId: '0'.repeat(31) + '1', tenant: 'tests' };
  await setupKeys(options);
  return { codec: clearCodec(), keyring: await openKeyring(options) };
}
