import type { AdapterKit } from '../../kit/AdapterKit.ts';
import { memoryKit } from '../../memory/memoryKit.ts';
import type { StoreMutant } from '../Mutant.ts';

export const kitLimitUndeclared: StoreMutant = {
  id: 'kit-limit-undeclared',
  clause: 'KIT-LIMIT-01',
  reason: 'undeclared-limit',
  description: 'The backend splits large commits and does not say so.',
  build: (): AdapterKit => {
    return { ...memoryKit({ transactionLimit: 7 }), capabilities: { durable: false, processes: false, stepped: true } };
  },
};
