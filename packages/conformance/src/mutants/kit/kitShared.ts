import { MemoryEngine } from '@colloquy/core';
import { memoryKit } from '../../memory/memoryKit.ts';
import type { StoreMutant } from '../Mutant.ts';

export const kitShared: StoreMutant = {
  id: 'kit-shared',
  clause: 'KIT-FRESH-01',
  reason: 'not-empty',
  description: 'Every fixture works in the same database.',
  build: () => {
    const one = new MemoryEngine();
    return memoryKit({ transactionLimit: 7, engineOf: () => one });
  },
};
