import { isColloquyError } from '@colloquy/core';
import { itemKey, manyKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { batchOf, entryOf, Moving, portOf, residenceOf } from './Moving.ts';

export const readOnlyLaws: readonly StoreLaw[] = [
  {
    clause: 'MG-PORT-08',
    title:
      'a client that writes nothing answers residence, records and ids, and read_only to every write, also to a vain one',
    applies: { when: 'readOnly', holds: (c) => c.readOnly === true },
    run: async (t) => {
      const fixture = await t.open();
      const one = new Moving(t, fixture.store);
      await one.commit({ puts: manyKeys(3) });
      await one.withEntry(residenceOf('moved', 'one'));
      const open = t.owed(fixture.readOnly?.bind(fixture), 'readOnly, because the kit declares it');
      const port = portOf(t, await open());
      const { head, residence } = await port.residence(one.id);
      t.equal({ head, residence }, { head: one.head, residence: one.residence }, 'not-answered');
      t.equal((await port.exportBatch(one.id, undefined)).records, one.writer.model.records(), 'not-answered');
      t.equal((await port.listPartitions({ limit: 10 })).ids, [one.id], 'not-answered');
      const before = await fixture.probe.rows(one.id);
      const moved = residenceOf('moved', 'one');
      const reopening = one.change(null, entryOf(one.writer.draft({ variant: 6 })));
      const writes: readonly (readonly [string, () => Promise<unknown>])[] = [
        ['a purge', () => port.change(one.id, one.change(residenceOf('purging', 'one')))],
        ['a transition that does not hold', () => port.change(one.id, { ...reopening, from: null })],
        ['reopening', () => port.change(one.id, reopening)],
        ['a batch', () => port.writeBatch(one.id, moved, batchOf({ removeRecords: [itemKey(0)] }))],
        ['a batch that does not hold', () => port.writeBatch(one.id, residenceOf('purged', 'x'), batchOf({}))],
      ];
      for (const [name, write] of writes) {
        const error = await t.rejects(write, 'accepted', name);
        t.check(isColloquyError(error, 'read_only'), 'wrong-code', { message: name, actual: error });
      }
      t.equal(await fixture.probe.rows(one.id), before, 'accepted');
      await one.expectStands('accepted');
    },
  },
  {
    clause: 'MG-PORT-08',
    title: 'declared without readOnly: the fixture offers no such client',
    applies: { when: 'no readOnly', holds: (c) => c.readOnly !== true },
    run: async (t) => {
      const { readOnly } = await t.open();
      t.check(readOnly === undefined, 'undeclared-read-only', { message: 'declare readOnly, so that it is used' });
    },
  },
];
