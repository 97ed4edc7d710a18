import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { rereading } from '../support/reread.ts';

export const attributesFloat: StoreMutant = {
  id: 'attributes-float',
  clause: 'PS-ATTR-01',
  reason: 'attributes-changed',
  description: 'Integers pass through a column of single precision.',
  build: () =>
    brokenStore((store) =>
      rereading(store, (record) => ({
        ...record,
        attributes: Object.fromEntries(
          Object.entries(record.attributes).map(([name, value]) => [
            name,
            typeof value === 'number' ? Math.fround(value) : value,
          ]),
        ),
      })),
    ),
};
