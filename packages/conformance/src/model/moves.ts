import fc from 'fast-check';
import { delicateNames, delicateValues } from '../data/attributes.ts';
import { domainKeys, itemKey, longestKey, orderedKeys } from '../data/names.ts';
import type { ByteSpec, Move, PutSpec } from './Move.ts';
import { worldIds } from './World.ts';

const keys = [...domainKeys, ...orderedKeys, longestKey, ...[0, 1, 2, 9, 10].map(itemKey)];

const key = fc.constantFrom(...keys);

/** Mostly short; now and then at the bounds where columns, pages and packets end. */
const bytes: fc.Arbitrary<ByteSpec> = fc.record({
  length: fc.oneof(
    { weight: 12, arbitrary: fc.nat(40) },
    { weight: 2, arbitrary: fc.constantFrom(255, 256, 257, 4095, 4096, 65_535, 65_536) },
    { weight: 1, arbitrary: fc.constantFrom(300 * 1024 - 1, 300 * 1024) },
  ),
  seed: fc.nat(1000),
});

const value = fc.oneof(
  fc.constantFrom(...delicateValues),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 24,
  }),
);

const attributes = fc.dictionary(fc.constantFrom(...delicateNames, 'status', 'score', 'v0'), value, {
  maxKeys: 5,
  noNullPrototype: true,
});

const put: fc.Arbitrary<PutSpec> = fc.record({ key, envelope: bytes, attributes });

const puts = (minLength: number): fc.Arbitrary<readonly PutSpec[]> =>
  fc.uniqueArray(put, { selector: (spec) => spec.key, minLength, maxLength: 6 });

const someKeys = (minLength: number): fc.Arbitrary<readonly PutSpec['key'][]> =>
  fc.uniqueArray(key, { minLength, maxLength: 5 });

/** A whole key, a part of one, or nothing. */
const prefix = fc.tuple(key, fc.nat(30)).map(([text, length]) => text.slice(0, length));

type Kind = Move['kind'];
type Details<K extends Kind> = Omit<Extract<Move, { kind: K }>, 'kind' | 'client' | 'dialogue'>;

function move<K extends Kind>(kind: K, details: fc.Arbitrary<Details<K>>): fc.Arbitrary<Move> {
  return fc
    .record({ client: fc.nat(1), dialogue: fc.nat(worldIds.length - 1), details })
    .map(({ client, dialogue, details: rest }) => ({ kind, client, dialogue, ...rest }) as unknown as Move);
}

const nothing = fc.constant({});

/** Commits of every kind more often than reads: what is read at the end is everything. */
export function moves(options: { readonly reopen: boolean }): readonly fc.Arbitrary<Move>[] {
  const commit = move('commit', fc.record({ puts: puts(0), checks: someKeys(0) }));
  const all = [
    commit,
    commit,
    commit,
    move('large', fc.record({ from: fc.nat(20), count: fc.integer({ min: 8, max: 120 }) })),
    move('stale', fc.record({ behind: fc.nat(3), puts: puts(0) })),
    move('gap', fc.record({ ahead: fc.integer({ min: 1, max: 3 }), puts: puts(0) })),
    move('again', fc.record({ behind: fc.nat(5) })),
    move('again', fc.record({ behind: fc.nat(1) })),
    move('lookalike', fc.record({ behind: fc.nat(2), part: fc.constantFrom('header', 'body', 'auth') })),
    move('wrongPrior', fc.record({ puts: puts(1), prior: fc.constantFrom('null', 'foreign', 'first') })),
    move('wrongCheck', fc.record({ puts: puts(0), checks: someKeys(1) })),
    move('head', nothing),
    move('get', fc.record({ keys: fc.array(key, { maxLength: 12 }) })),
    move('last', fc.record({ prefix })),
    move('load', nothing),
    move('log', fc.record({ from: fc.integer({ min: 1, max: 8 }), limit: fc.constantFrom(1, 2, 3, 1000) })),
    move('settle', nothing),
  ];
  return options.reopen ? [...all, move('reopen', nothing)] : all;
}
