import { ColloquyError } from '@colloquy/core';
import { remoteClient } from '../../memory/remoteClient.ts';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultTransientRefused: ProviderMutant = {
  id: 'fault-transient-as-refusal',
  clause: 'KP-FAULT-04',
  reason: 'wrong-outcome',
  description: 'Every failure is reported as a refusal, so one lost answer ends the use of a key.',
  build: () =>
    remoteProviderKit(
      remoteClient({
        errorOf: (fault) =>
          new ColloquyError('key_unavailable', `the service: ${fault}`, { context: { refused: true } }),
      }),
    ),
};
