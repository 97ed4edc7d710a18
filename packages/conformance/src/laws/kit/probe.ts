import { dialogueId, sha256Hex, type StoredRecord } from '@colloquy/core';
import { domainKeys, itemKey, manyKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { settledOf } from '../../steps/HeldCall.ts';
import { largeCount } from '../support/size.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('probe');

function another(key: StoredRecord['key']): StoredRecord {
  const envelope = Uint8Array.of(0, 255, 1);
  return { key, digest: sha256Hex(envelope), attributes: { forged: true, level: 3 }, envelope };
}

export const probeLaws: readonly StoreLaw[] = [
  {
    clause: 'KIT-PROBE-01',
    title: 'head, log and records as rows are those that the store answers',
    run: async (t) => {
      const { store, probe } = await t.open();
      const writer = new Writer(t, store, id);
      const neighbour = new Writer(t, store, dialogueId('probe-1'));
      const compare = async (): Promise<void> => {
        const { head, log, records, leftovers } = await probe.rows(id);
        const { model } = writer;
        const expected = { head: model.head(), log: model.entries(1), records: model.records(), leftovers: 0 };
        t.equal({ head, log, records, leftovers }, expected, 'other-rows');
      };
      await compare();
      for (const puts of [domainKeys, manyKeys(largeCount(t.capabilities)), [itemKey(0)]]) {
        await writer.commit({ puts });
        await neighbour.commit({ puts: puts.slice(1) });
        await compare();
      }
    },
  },
  {
    clause: 'KIT-PROBE-02',
    title: 'a record overwritten, added and removed',
    run: async (t) => {
      const { store, probe } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: manyKeys(3) });
      const [forged, added] = [another(itemKey(1)), another(itemKey(7))];
      await probe.putRecord(id, forged);
      await probe.putRecord(id, added);
      await probe.removeRecord(id, itemKey(2));
      const expected = [...writer.model.get([itemKey(0)]), forged, added];
      t.equal((await store.load(id)).records, expected, 'not-bypassed', 'load');
      t.equal((await store.get(id, [...manyKeys(3), itemKey(7)])).records, expected, 'not-bypassed', 'get');
      t.equal((await probe.rows(id)).records, expected, 'not-bypassed', 'rows');
    },
  },
  {
    clause: 'KIT-PROBE-02',
    title: 'a head and an entry overwritten and removed',
    run: async (t) => {
      const { store, probe } = await t.open();
      const writer = new Writer(t, store, id);
      for (let n = 0; n < 3; n++) await writer.commit({ puts: [itemKey(n)] });
      const { dialogueId: _, ...head } = t.present(await store.head(id), 'not-bypassed');
      const forged = { ...head, n: 2, auth: Uint8Array.of(7) };
      await probe.putHead(id, forged);
      t.equal(await store.head(id), { ...forged, dialogueId: id }, 'not-bypassed', 'head');
      const entry = { ...t.present(writer.model.entry(2), 'not-bypassed'), body: Uint8Array.of(1, 2) };
      await probe.putEntry(id, entry);
      t.equal((await store.log(id, 2, 1)).entries, [entry], 'not-bypassed', 'log');
      await probe.removeEntry(id, 2);
      await probe.removeHead(id);
      const { log, head: left } = await probe.rows(id);
      t.equal({ left, numbers: log.map((row) => row.n) }, { left: undefined, numbers: [1, 3] }, 'not-bypassed', 'rows');
      // A lost head must not be answered from somewhere else; that the store notices and refuses is as good.
      const settled = await settledOf(store.head(id));
      if (settled.status === 'answered') t.equal(settled.answer, undefined, 'not-bypassed', 'head removed');
    },
  },
];
