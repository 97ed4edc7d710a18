import { remoteClient } from '../../memory/remoteClient.ts';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultRawError: ProviderMutant = {
  id: 'fault-raw-error',
  clause: 'KP-FAULT-03',
  reason: 'undocumented-error',
  description: 'The error of the client goes through to the caller.',
  build: () => remoteProviderKit(remoteClient({ errorOf: (fault) => new Error(`the service: ${fault}`) })),
};
