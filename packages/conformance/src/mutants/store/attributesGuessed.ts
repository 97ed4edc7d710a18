import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { rereading } from '../support/reread.ts';

export const attributesGuessed: StoreMutant = {
  id: 'attributes-guessed',
  clause: 'PS-ATTR-01',
  reason: 'attributes-changed',
  description: 'Attributes are stored as text and their types guessed when they are read: `1` becomes a number.',
  build: () =>
    brokenStore((store) =>
      rereading(store, (record) => ({
        ...record,
        attributes: Object.fromEntries(
          Object.entries(record.attributes).map(([name, value]) => [
            name,
            /^-?\d{1,9}$/.test(String(value)) ? Number(value) : value,
          ]),
        ),
      })),
    ),
};
