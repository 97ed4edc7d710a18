import {
  addressHashOfKey,
  canonicalAddress,
  declarations,
  ratioUnit,
  typeOfKey,
  type Entity,
  type FieldTable,
} from '@colloquy/core';
import fc from 'fast-check';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { endOf, sure } from '../support/errors.ts';
import { forAll } from '../support/property.ts';
import { addressOf, addressOfRecord, bytesOf, canonical, hash, hexOf } from '../support/spec.ts';
import { id, performAll, wholeStory } from '../support/story.ts';

/** Addresses and their hashes, computed once elsewhere. */
const known = [
  ['nvidia-analysis', 'perspective', ['01', '02'], '9c4a96ec0930ad50a450c5e3d326dc8eda45984ccaf5d044f3a3b0a3f53e6f4e'],
  [
    'nvidia-analysis',
    'event',
    ['tension', 'T0001', '0001'],
    '7724070c340bda4929a18767c834ec57f5f3ee4264c1ac0c94958c5d2e1fea57',
  ],
  ['a/b', 't', ['c'], 'a0c1850ea85d99632829cfb976ba1e2bcd68754b699a048a865c5a69573b1e5e'],
  ['a', 't', ['b/c'], 'a144c8b124667214d02db1d6e74e4462ebbc2d57f1af200131a4a46077dd66e3'],
] as const;

/** The stored form of a value: a ratio as the integer that CL-BYTES-02 and the declarations ask for. */
function stored(kind: string, value: unknown): unknown {
  return kind === 'ratio' && typeof value === 'number' ? Math.round(value * ratioUnit) : value;
}

/** The fields of an entity as they are stored, and those of them that stand in the clear. */
function storedFields(entity: Entity): { readonly all: object; readonly clear: object } {
  const values = new Map<string, unknown>(Object.entries(entity));
  const all: [string, unknown][] = [];
  const clear: [string, unknown][] = [];
  const table: FieldTable = declarations[entity.type].fields;
  for (const [name, field] of Object.entries(table)) {
    const value = values.get(name);
    if (value === undefined) continue;
    all.push([name, stored(field.kind, value)]);
    if (field.clear === true) clear.push([name, stored(field.kind, value)]);
  }
  return { all: Object.fromEntries(all), clear: Object.fromEntries(clear) };
}

export const bytesAddressLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-BYTES-01',
    title: 'every record is sealed under the hash of its canonical address',
    run: async (t) => {
      const { store, spy } = await openBench(t);
      // A wrong hash may stop the story: what was sealed until then is judged first.
      const end = await endOf(() => performAll(store, id, wholeStory));
      for (const { key, addressHash } of spy.sealed) {
        const expected = hash(bytesOf(addressOfRecord(id, key)));
        t.equal(hexOf(addressHash), hexOf(expected), 'wrong-address-hash', key);
        t.equal(hexOf(addressHashOfKey(id, key)), hexOf(expected), 'wrong-address-hash', key);
      }
      t.equal([end, spy.sealed.length > 40], ['ok', true], 'nothing-sealed');
    },
  },
  {
    clause: 'CL-BYTES-01',
    title: 'any strings give the address and hash of the definition, and the known ones',
    run: async (t) => {
      for (const [dialogue, type, segments, digest] of known) {
        t.equal(canonicalAddress(dialogue, type, segments), addressOf(dialogue, type, segments), 'wrong-address');
        t.equal(hexOf(hash(bytesOf(canonicalAddress(dialogue, type, segments)))), digest, 'wrong-address');
      }
      const component = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
      const all = fc.constantFrom(
        ...Array.from({ length: 256 }, (_, code) => String.fromCodePoint(code)),
        '%2F',
        '#',
        '/',
      );
      const parts = fc.tuple(component, component, fc.array(fc.oneof(component, all), { minLength: 1, maxLength: 4 }));
      await forAll(
        t,
        parts,
        ([dialogue, type, segments]) => {
          t.equal(canonicalAddress(dialogue, type, segments), addressOf(dialogue, type, segments), 'wrong-address');
        },
        t.runs * 5,
      );
    },
  },
  {
    clause: 'CL-BYTES-01',
    title: 'addresses of 2 048 bytes are taken; longer ones, empty components and lone surrogates are not',
    run: async (t) => {
      const fill = 2048 - addressOf('a', 't', ['']).length;
      const refusal = (...args: Parameters<typeof canonicalAddress>) => endOf(async () => canonicalAddress(...args));
      t.equal(await refusal('a', 't', ['x'.repeat(fill)]), 'ok', 'longest-refused');
      const refused: readonly Parameters<typeof canonicalAddress>[] = [
        ['a', 't', ['x'.repeat(fill + 1)]],
        ['a', 't', ['\u00e9'.repeat(Math.ceil((fill + 1) / 6))]],
        ['', 't', ['x']],
        ['a', '', ['x']],
        ['a', 't', []],
        ['a', 't', ['x', '']],
        ['a', 't', ['\ud800']],
      ];
      for (const args of refused) t.equal(await refusal(...args), 'invalid_argument', 'bad-address-accepted');
    },
  },
  {
    clause: 'CL-BYTES-02',
    title: 'what is sealed is the canonical JSON of address, entity, rev, type and version',
    run: async (t) => {
      const { store, spy } = await openBench(t);
      await performAll(store, id, wholeStory);
      const { state } = await store.load(id);
      let seen = 0;
      for (const [key, entity] of state.entries()) {
        const { n, plaintext } = sure(spy.sealed.findLast((record) => record.key === key));
        const type = typeOfKey(key);
        const expected = { address: addressOfRecord(id, key), entity: storedFields(entity).all, rev: n, type, v: 1 };
        t.equal(Buffer.from(plaintext).toString('utf8'), canonical(expected), 'wrong-plaintext', key);
        seen += 1;
      }
      t.check(seen > 30, 'nothing-sealed');
    },
  },
  {
    clause: 'CL-BYTES-02',
    title: 'the attributes are the clear fields of the sealed entity, no more and no less',
    run: async (t) => {
      const { store, fixture } = await openBench(t);
      await performAll(store, id, wholeStory);
      const { state } = await store.load(id);
      const { records } = await fixture.probe.rows(id);
      for (const [key, entity] of state.entries()) {
        const record = sure(records.find((row) => row.key === key));
        t.equal(record.attributes, storedFields(entity).clear, 'wrong-projection', key);
      }
    },
  },
];
