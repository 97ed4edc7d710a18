import { createKeyOperations, type KeyOperations } from '@colloquy/core';
import type { Colloquy } from '@colloquy/factory';

/** What key operations ask for. */
export function operationsOf({ options, keys }: Colloquy): KeyOperations {
  return createKeyOperations({ ...options, keys });
}
