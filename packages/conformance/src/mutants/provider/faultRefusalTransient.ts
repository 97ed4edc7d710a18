import { ColloquyError } from '@colloquy/core';
import { remoteClient } from '../../memory/remoteClient.ts';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultRefusalTransient: ProviderMutant = {
  id: 'fault-refusal-as-transient',
  clause: 'KP-FAULT-04',
  reason: 'wrong-outcome',
  description: 'A refusal is reported as a service that does not answer, so keys are used on until their lease ends.',
  build: () =>
    remoteProviderKit(
      remoteClient({
        errorOf: (fault) =>
          new ColloquyError('key_unavailable', `the service: ${fault}`, { context: { refused: false } }),
      }),
    ),
};
