import { MemoryPartitionStore } from '@colloquy/core';
import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitSecondAlone: StoreMutant = {
  id: 'kit-second-alone',
  clause: 'KIT-SECOND-01',
  reason: 'other-data',
  description: 'The second client has data of its own.',
  build: () => brokenFixture(() => ({ second: async () => new MemoryPartitionStore() })),
};
