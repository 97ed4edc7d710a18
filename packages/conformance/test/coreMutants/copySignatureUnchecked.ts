import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-signature-unchecked',
  clause: 'MG-COPY-01',
  reason: 'signature-believed',
  module: 'move/arrival/Arrival.js',
  find: "if (last.trust.trust === 'signed')",
  replace: "if (last.kind === 'migrate.out')",
  description: 'Believes migrate.out whoever has signed it.',
};
