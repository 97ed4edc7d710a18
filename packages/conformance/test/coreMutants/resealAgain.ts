import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'reseal-again',
  clause: 'KO-RESEAL-02',
  reason: 'sealed-again',
  module: 'operations/reseal.js',
  find: '.flatMap((key) => known.records.get(key)?.record ?? []).filter((record) => isOlder(record, current))',
  replace: '.flatMap((key) => known.records.get(key)?.record ?? [])',
  description: 'Seals anew what another writer has sealed under the new key meanwhile.',
};
