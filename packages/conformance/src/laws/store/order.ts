import { dialogueId, type RecordKey } from '@colloquy/core';
import { domainKeys, longestKey, orderedKeys } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { foreignDigest } from '../../data/draft.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('order');

/** Neither ascending nor descending: the order of insertion must not help. */
function scrambled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item, at) => ({ item, place: (at * 7) % items.length }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

const keysOf = (records: readonly { readonly key: RecordKey }[]): readonly RecordKey[] => records.map(({ key }) => key);

export const orderLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-ORDER-01',
    title: 'load, get and last follow the bytes of the keys, not a locale, a number or the order of writing',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      for (const key of scrambled(orderedKeys)) await writer.commit({ puts: [key] });
      t.equal(keysOf((await store.load(id)).records), orderedKeys, 'not-byte-order', 'load');
      t.equal(keysOf((await store.get(id, scrambled(orderedKeys))).records), orderedKeys, 'not-byte-order', 'get');
      for (const prefix of ['', 'k', 'k#', 'k#a', 'k#a0', 'k#a#']) {
        t.equal(
          (await store.last(id, prefix))?.key,
          writer.model.last(prefix),
          'not-byte-order',
          `last under '${prefix}'`,
        );
      }
    },
  },
  {
    clause: 'PS-ORDER-01',
    title: 'the same for keys written at once, and for the longest',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const keys = [...domainKeys, ...orderedKeys, longestKey].toSorted((a, b) => (a < b ? -1 : 1));
      await writer.commit({ puts: keys });
      t.equal(keysOf((await store.load(id)).records), keys, 'not-byte-order', 'load');
      t.equal(keysOf((await store.get(id, scrambled(keys))).records), keys, 'not-byte-order', 'get');
    },
  },
  {
    clause: 'PS-ORDER-01',
    title: 'the keys of a mismatch follow their bytes',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const puts = orderedKeys.filter((_, at) => at % 2 === 0).map((key) => ({ key, prior: foreignDigest() }));
      const checks = orderedKeys.filter((_, at) => at % 2 === 1).map((key) => ({ key, digest: foreignDigest() }));
      const answer = await store.commit(id, writer.draft({ puts, checks }));
      const keys = answer.outcome === 'mismatch' ? answer.keys : undefined;
      t.equal(keys, orderedKeys, 'not-byte-order', 'commit');
    },
  },
];
