import { remoteClient } from '../../memory/remoteClient.ts';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultRemembered: ProviderMutant = {
  id: 'fault-remembered',
  clause: 'KP-FAULT-05',
  reason: 'not-healed',
  description: 'The first failure is answered for ever.',
  build: () => remoteProviderKit(remoteClient({ forgetsFailures: false })),
};
