import { itemKey, manyKeys } from '../../data/names.ts';
import { Moving, residenceOf } from './Moving.ts';

/** A state of a dialogue, and the way there. Each has records, and a log, where the state has them. */
export interface MoveState {
  readonly name: string;
  readonly reach: (moving: Moving) => Promise<void>;
}

const records = manyKeys(2);

async function active(moving: Moving): Promise<void> {
  await moving.commit({ puts: records });
  await moving.commit({ puts: [itemKey(1)] });
}

async function moved(moving: Moving): Promise<void> {
  await active(moving);
  await moving.withEntry(residenceOf('moved', 'one'));
}

async function purging(moving: Moving): Promise<void> {
  await moved(moving);
  await moving.to('purging', 'one');
}

async function purged(moving: Moving): Promise<void> {
  await purging(moving);
  await moving.write({ entries: [], records: [], removeEntries: [], removeRecords: records });
  await moving.to('purged', 'one');
}

/** Every state of a dialogue that has left or comes, under its name. */
export const moveStates: Readonly<Record<string, MoveState>> = {
  importing: {
    name: 'importing, n = 0',
    reach: async (moving) => {
      await moving.to('importing', 'one');
      moving.plan({ puts: records });
      await moving.copyIn();
    },
  },
  aborted: {
    name: 'aborted, n = 0',
    reach: async (moving) => {
      await moving.to('importing', 'one');
      moving.plan({ puts: records });
      await moving.copyIn();
      await moving.to('aborted', 'one');
    },
  },
  moved: { name: 'moved', reach: moved },
  purging: { name: 'purging', reach: purging },
  purged: { name: 'purged', reach: purged },
  importingOver: {
    name: 'importing, over a base',
    reach: async (moving) => {
      await moved(moving);
      await moving.to('importing', 'two');
    },
  },
  abortedOver: {
    name: 'aborted, over a base',
    reach: async (moving) => {
      await purged(moving);
      await moving.to('importing', 'two');
      await moving.to('aborted', 'two');
    },
  },
};
