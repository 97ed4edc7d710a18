import { remoteClient } from '../../memory/remoteClient.ts';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultStorm: ProviderMutant = {
  id: 'fault-storm',
  clause: 'KP-FAULT-07',
  reason: 'too-many-requests',
  description: 'Two layers retry, each as often as the other.',
  build: () => remoteProviderKit(remoteClient({ attempts: 9 })),
};
