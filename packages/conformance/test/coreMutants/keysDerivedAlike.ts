import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'keys-derived-alike',
  clause: 'CL-BYTES-07',
  reason: 'wrong-state-key',
  module: 'log/hashes.js',
  find: "lengthPrefixed('colloquy/v1/state')",
  replace: "lengthPrefixed('colloquy/v1/audit')",
  description: 'Derives both keys under one label.',
};
