import { remoteClient } from '../../memory/remoteClient.ts';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultAbortIgnored: ProviderMutant = {
  id: 'fault-abort-ignored',
  clause: 'KP-FAULT-06',
  reason: 'keeps-waiting',
  description: 'The signal is looked at before the call only.',
  build: () => remoteProviderKit(remoteClient({ heedsSignal: false })),
};
