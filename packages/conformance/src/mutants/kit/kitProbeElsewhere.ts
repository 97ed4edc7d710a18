import { MemoryEngine } from '@colloquy/core';
import { memoryProbe } from '../../memory/memoryProbe.ts';
import type { StoreMutant } from '../Mutant.ts';
import { brokenFixture } from '../support/broken.ts';

export const kitProbeElsewhere: StoreMutant = {
  id: 'kit-probe-elsewhere',
  clause: 'KIT-PROBE-01',
  reason: 'other-rows',
  description: 'The probe looks into another database.',
  build: () => brokenFixture(() => ({ probe: memoryProbe(new MemoryEngine()) })),
};
