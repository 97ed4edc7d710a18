import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'order-after-draw',
  clause: 'EV-SEAL-01',
  reason: 'drawn-before-order',
  module: 'envelope/sealRecords.js',
  find: 'check(batch); const { dataKey, keyVersion, records } = batch; const random = drawForSealing(randomBytes, records.length);',
  replace:
    'const { dataKey, keyVersion, records } = batch; const random = drawForSealing(randomBytes, records.length); check(batch);',
  description: 'Draws before it looks at the order.',
};
