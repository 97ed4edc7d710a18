import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'suite-other',
  clause: 'EV-LAYOUT-01',
  reason: 'wrong-layout',
  module: 'envelope/layout.js',
  find: 'const suite = 0x01',
  replace: 'const suite = 0x02',
  description: 'Writes and reads another suite byte.',
};
