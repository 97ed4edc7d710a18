import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { rereading } from '../support/reread.ts';

export const attributesBits: StoreMutant = {
  id: 'attributes-bits',
  clause: 'PS-ATTR-01',
  reason: 'attributes-changed',
  description: 'Booleans come back as 0 and 1.',
  build: () =>
    brokenStore((store) =>
      rereading(store, (record) => ({
        ...record,
        attributes: Object.fromEntries(
          Object.entries(record.attributes).map(([name, value]) => [
            name,
            typeof value === 'boolean' ? Number(value) : value,
          ]),
        ),
      })),
    ),
};
