import { brokenProvider } from '../support/brokenKeys.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const outageMissing: ProviderMutant = {
  id: 'outage-missing',
  clause: 'KP-OUTAGE-01',
  reason: 'missing-prerequisite',
  description: 'A service is declared, and there is no way to see what happens without it.',
  build: () => brokenProvider(() => ({}), { service: true }),
};
