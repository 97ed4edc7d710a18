import { dialogueId } from '@colloquy/core';
import { delicateBytes, patternBytes } from '../../data/bytes.ts';
import { entangledIds, itemKey } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';
import { headerNamed } from './support.ts';

const id = dialogueId('header');

/** The greatest header. */
const greatest = 64 * 1024;

/** Ways to lose a part of a dialogue, after which something of it is still there. */
const losses = [
  ['whole', []],
  ['without its head', ['head']],
  ['without head and log', ['head', 'log']],
  ['without head and records', ['head', 'records']],
] as const;

export const headerLaws: readonly StoreLaw[] = [
  {
    clause: 'SH-READ-01',
    title: 'a new store has no header, for any of its clients',
    run: async (t) => {
      const fixture = await t.open();
      for (const { header } of [fixture.store, await fixture.second()]) {
        t.equal(await header.read(), undefined, 'header-from-nowhere');
      }
    },
  },
  {
    clause: 'SH-READ-01',
    title: 'a store with dialogues and without a header has none either',
    run: async (t) => {
      const fixture = await t.open();
      await new Writer(t, fixture.store, id).commit({ puts: [itemKey(0)] });
      t.equal(await fixture.store.header.read(), undefined, 'header-from-nowhere');
    },
  },
  {
    clause: 'SH-READ-02',
    title: 'a client that has read before sees what another one stores and replaces',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const [one, two] = [headerNamed('one'), headerNamed('two')];
      t.equal(await other.header.read(), undefined, 'stale', 'before');
      await fixture.store.header.putIfAbsent(one);
      t.equal(await other.header.read(), one, 'stale', 'stored');
      await other.header.replace(one, two);
      t.equal(await fixture.store.header.read(), two, 'stale', 'replaced');
      t.equal(await (await fixture.second()).header.read(), two, 'stale', 'a new client');
    },
  },
  {
    clause: 'SH-BYTES-01',
    title: 'any bytes, 1 to 64 KiB, by putIfAbsent and by replace',
    run: async (t) => {
      const random = [1, 2, 48, 4095, 4096, greatest - 1, greatest];
      const cases = [
        ...delicateBytes.filter(({ bytes }) => bytes.byteLength > 0),
        ...random.map((length) => ({ name: `${length} bytes`, bytes: patternBytes(length, t.seed) })),
        { name: 'zero bytes', bytes: new Uint8Array(greatest) },
      ];
      for (const { name, bytes } of cases) {
        await t.using(async ({ store: { header } }) => {
          t.equal(await header.putIfAbsent(bytes), bytes, 'changed', `${name}, answered`);
          t.equal(await header.read(), bytes, 'changed', name);
        });
      }
      const { header } = (await t.open()).store;
      let standing: Uint8Array = headerNamed('first');
      await header.putIfAbsent(standing);
      for (const { name, bytes } of cases) {
        t.equal(await header.replace(standing, bytes), true, 'changed', `${name}, compared`);
        t.equal(await header.read(), bytes, 'changed', `${name}, replaced`);
        standing = bytes;
      }
    },
  },
  {
    clause: 'SH-COPY-01',
    title: 'bytes that are changed after a call, passed in or given out, change nothing that is stored',
    run: async (t) => {
      const { header } = (await t.open()).store;
      const [one, two] = [headerNamed('one'), headerNamed('two')];
      const passed = one.slice();
      const putting = header.putIfAbsent(passed);
      passed.fill(1);
      const answered = await putting;
      answered.fill(2);
      t.equal(await header.read(), one, 'shared', 'putIfAbsent');
      (await header.read())?.fill(3);
      t.equal(await header.read(), one, 'shared', 'read');
      (await header.putIfAbsent(two)).fill(4);
      t.equal(await header.read(), one, 'shared', 'putIfAbsent on a taken place');
      const [previous, next] = [one.slice(), two.slice()];
      const replacing = header.replace(previous, next);
      previous.fill(5);
      next.fill(6);
      t.equal(await replacing, true, 'shared', 'the previous one passed to replace');
      t.equal(await header.read(), two, 'shared', 'the next one passed to replace');
      t.equal(
        [previous, next].map((bytes) => bytes[0]),
        [5, 6],
        'shared',
        'what was passed in',
      );
    },
  },
  {
    clause: 'SH-PUT-01',
    title: 'the first is stored and answered; every later one is answered with the first and changes nothing',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const first = headerNamed('first');
      t.equal(await fixture.store.header.putIfAbsent(first), first, 'not-stored');
      for (const [at, { header }] of [fixture.store, other, fixture.store].entries()) {
        t.equal(await header.putIfAbsent(headerNamed(`later${at}`)), first, 'not-what-stands');
        t.equal(await header.read(), first, 'overwritten');
      }
      t.equal(await other.header.putIfAbsent(first), first, 'not-what-stands', 'the same bytes');
    },
  },
  {
    clause: 'SH-DATA-01',
    title: 'false for a new store and for the header alone',
    run: async (t) => {
      const fixture = await t.open();
      const { header } = fixture.store;
      t.equal(await header.holdsData(), false, 'data-from-nowhere', 'a new store');
      await header.putIfAbsent(headerNamed('one'));
      await header.replace(headerNamed('one'), headerNamed('two'));
      t.equal(await header.holdsData(), false, 'data-from-nowhere', 'the header alone');
    },
  },
  {
    clause: 'SH-DATA-01',
    title: 'true for a dialogue, also when its head, its log or its records are lost',
    run: async (t) => {
      for (const [name, lost] of losses) {
        await t.using(async (fixture) => {
          await new Writer(t, fixture.store, id).commit({ puts: [itemKey(0)] });
          const { log, records } = await fixture.probe.rows(id);
          for (const part of lost) {
            if (part === 'head') await fixture.probe.removeHead(id);
            if (part === 'log') for (const { n } of log) await fixture.probe.removeEntry(id, n);
            if (part === 'records') for (const { key } of records) await fixture.probe.removeRecord(id, key);
          }
          for (const { header } of [fixture.store, await fixture.second()]) {
            t.equal(await header.holdsData(), true, 'data-overlooked', name);
          }
        });
      }
    },
  },
  {
    clause: 'SH-APART-01',
    title: 'neither the header nor the dialogues change or show in the other',
    run: async (t) => {
      const fixture = await t.open();
      const { store } = fixture;
      const [one, two] = [headerNamed('one'), headerNamed('two')];
      const writers = entangledIds.slice(0, 3).map((name) => new Writer(t, store, name));
      await writers[0]?.commit({ puts: [itemKey(0)] });
      await store.header.putIfAbsent(one);
      for (const writer of writers) await writer.commit({ puts: [itemKey(0), itemKey(1)] });
      t.equal(await store.header.read(), one, 'not-apart', 'header');
      await store.header.replace(one, two);
      for (const { model } of writers) await expectState(t, store, model, 'not-apart', `dialogue ${model.id}`);
      for (const writer of writers) await store.settle(writer.id);
      t.equal(await store.header.read(), two, 'not-apart', 'header after settle');
    },
  },
];
