import { memoryKit } from '../../memory/memoryKit.ts';
import type { StoreMutant } from '../Mutant.ts';

export const kitLimitFalse: StoreMutant = {
  id: 'kit-limit-false',
  clause: 'KIT-LIMIT-01',
  reason: 'no-limit',
  description: 'A limit is declared that the backend does not have: what is tested as large is one transaction.',
  build: () => {
    const kit = memoryKit();
    return { ...kit, capabilities: { ...kit.capabilities, transactionLimit: 7 } };
  },
};
