import { noFaults } from '../../kit/ProviderFaults.ts';
import { brokenProvider } from '../support/brokenKeys.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultUndeclared: ProviderMutant = {
  id: 'fault-undeclared',
  clause: 'KP-FAULT-08',
  reason: 'undeclared-fault',
  description: 'The kit says nothing about requests that hang.',
  build: () => brokenProvider(() => ({}), { faults: { ...noFaults('there is no service'), hang: { how: '' } } }),
};
