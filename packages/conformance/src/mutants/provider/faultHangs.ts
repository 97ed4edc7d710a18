import { remoteClient } from '../../memory/remoteClient.ts';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultHangs: ProviderMutant = {
  id: 'fault-hangs',
  clause: 'KP-FAULT-02',
  reason: 'hangs',
  description: 'A request has no time limit.',
  build: () => remoteProviderKit(remoteClient({ timesOut: false })),
};
