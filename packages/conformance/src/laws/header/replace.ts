import { patternBytes } from '../../data/bytes.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { headerNamed } from './support.ts';

/** Headers that are nearly the standing one. */
function nearly(standing: Uint8Array): readonly (readonly [string, Uint8Array])[] {
  const flipped = (at: number): Uint8Array => standing.map((byte, index) => (index === at ? byte ^ 1 : byte));
  return [
    ['no byte', new Uint8Array(0)],
    ['another first byte', flipped(0)],
    ['another byte within', flipped(standing.byteLength >> 1)],
    ['another last byte', flipped(standing.byteLength - 1)],
    ['a byte less', standing.subarray(0, -1)],
    ['a zero byte more', Uint8Array.of(...standing, 0)],
    ['upper case', Uint8Array.from(standing, (byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 32 : byte))],
  ];
}

export const headerReplaceLaws: readonly StoreLaw[] = [
  {
    clause: 'SH-REPLACE-01',
    title: 'true puts the next header there for every client; again, with what stood before: false',
    run: async (t) => {
      const fixture = await t.open();
      const other = await fixture.second();
      const [one, two, three] = ['one', 'two', 'three'].map(headerNamed);
      if (one === undefined || two === undefined || three === undefined) return;
      await fixture.store.header.putIfAbsent(one);
      t.equal(await other.header.replace(one, two), true, 'not-replaced');
      t.equal(await fixture.store.header.read(), two, 'not-replaced');
      t.equal(await fixture.store.header.replace(one, three), false, 'replaced-what-is-gone');
      t.equal(await other.header.read(), two, 'replaced-what-is-gone');
      t.equal(await fixture.store.header.replace(two, two), true, 'not-replaced', 'by itself');
      t.equal(await fixture.store.header.replace(two, one), true, 'not-replaced', 'by an earlier one');
      t.equal(await other.header.read(), one, 'not-replaced', 'by an earlier one');
    },
  },
  {
    clause: 'SH-REPLACE-01',
    title: 'false where another header stands, however alike, and nothing has changed',
    run: async (t) => {
      const { header } = (await t.open()).store;
      const standing = headerNamed('standing');
      await header.putIfAbsent(standing);
      for (const [name, previous] of nearly(standing)) {
        t.equal(await header.replace(previous, headerNamed('next')), false, 'replaced-another', name);
        t.equal(await header.read(), standing, 'replaced-another', name);
      }
    },
  },
  {
    clause: 'SH-REPLACE-01',
    title: 'false where there is no header, and then there is still none',
    run: async (t) => {
      const { header } = (await t.open()).store;
      for (const previous of [headerNamed('one'), new Uint8Array(0)]) {
        t.equal(await header.replace(previous, headerNamed('two')), false, 'replaced-nothing');
        t.equal(await header.read(), undefined, 'replaced-nothing');
      }
    },
  },
  {
    clause: 'SH-REPLACE-02',
    title: 'of many callers on several clients one is told true, round after round',
    run: async (t) => {
      const fixture = await t.open();
      const clients = [fixture.store, await fixture.second(), await fixture.second()];
      let standing = headerNamed('first');
      await fixture.store.header.putIfAbsent(standing);
      for (let round = 0; round < Math.max(3, Math.ceil(t.runs / 5)); round++) {
        const previous = standing;
        const offers = Array.from({ length: 9 }, (_, at) => patternBytes(100, round * 9 + at));
        const told = await Promise.all(
          offers.map(async (next, at) => clients[at % clients.length]?.header.replace(previous, next)),
        );
        const winners = offers.filter((_, at) => told[at] === true);
        t.equal(winners.length, 1, 'not-one-winner', `round ${round}: ${told.join(' ')}`);
        standing = winners[0] ?? previous;
        for (const { header } of clients) t.equal(await header.read(), standing, 'not-the-winner', `round ${round}`);
      }
    },
  },
];
