import { createKeyOperations, type KeyOperations } from '@colloquy/core';
import type { Colloquy } from '@colloquy/factory';

/** What key operations ask for. */
export function operationsOf({ backend, keyring, keys, audit, configuration }: Colloquy): KeyOperations {
  const { actor } = configuration;
  return createKeyOperations({ backend, keyring, keys, actor, ...(audit === undefined ? {} : { audit }) });
}
