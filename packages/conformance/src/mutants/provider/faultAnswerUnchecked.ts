import { remoteClient } from '../../memory/remoteClient.ts';
import { remoteProviderKit } from '../../memory/remoteProviderKit.ts';
import type { ProviderMutant } from '../Mutant.ts';

export const faultAnswerUnchecked: ProviderMutant = {
  id: 'fault-answer-unchecked',
  clause: 'KP-FAULT-01',
  reason: 'another-key',
  description: 'Whatever the service answers is taken for the key.',
  build: () => remoteProviderKit(remoteClient({ checksAnswer: false })),
};
