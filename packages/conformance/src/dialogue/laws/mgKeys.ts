import {
  createKeys,
  createSigningKey,
  decodeStoreHeader,
  encodeStoreHeader,
  MemoryKeyVault,
  MemoryStoreHeader,
  placeOf,
  type KeyProvider,
  type StoreBound,
  type StoreHeader,
  type StoreHeaderPort,
} from '@colloquy/core';
import { prepareHeaders, SeededKeyProvider, seededSources } from '@colloquy/core/testing';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf, expectEnd, nameOf, sure } from '../support/errors.ts';
import { there } from '../support/crossing.ts';
import { here, putHeader, readStoreHeader } from '../support/moving.ts';

/** A provider whose material names the store that it was made for, as that of a key service does, and opens for that one only. */
function boundProvider(): KeyProvider & StoreBound {
  const inner = new SeededKeyProvider(seededSources({ seed: 7 }).randomBytes);
  const storeIdOf = (material: Uint8Array): string => Buffer.from(material.subarray(0, 32)).toString('latin1');
  return {
    name: 'bound',
    storeIdOf,
    createEpoch: async (scope, options) => {
      const material = await inner.createEpoch(scope, options);
      return new Uint8Array([...Buffer.from(scope.storeId, 'latin1'), ...material]);
    },
    openEpoch: async (scope, material, options) => {
      if (storeIdOf(material) !== scope.storeId) throw new Error('the material of another store was opened');
      return inner.openEpoch(scope, material.subarray(32), options);
    },
    close: async () => inner.close(),
  };
}

async function headerOf(port: StoreHeaderPort): Promise<StoreHeader> {
  return decodeStoreHeader(sure(await port.read()));
}

const ids = { one: '1'.repeat(32), two: '2'.repeat(32), three: '3'.repeat(32), four: '4'.repeat(32) };

/** A header alone: what two stores know of their keys, without the keys. */
async function portOf(header: Partial<StoreHeader>): Promise<StoreHeaderPort> {
  const port = new MemoryStoreHeader();
  await port.putIfAbsent(
    encodeStoreHeader({ storeId: here.place, tenant: 'tests', epochs: [[1, ids.one]], ...header }),
  );
  return port;
}

/** A port that loses the next races: somebody else changes the header between reading and replacing. */
function contested(port: StoreHeaderPort, changes: (() => Promise<unknown>)[]): StoreHeaderPort {
  return {
    read: (options) => port.read(options),
    putIfAbsent: (bytes, options) => port.putIfAbsent(bytes, options),
    holdsData: (options) => port.holdsData(options),
    replace: async (previous, next, options) => {
      await changes.shift()?.();
      return port.replace(previous, next, options);
    },
  };
}

export const mgKeysLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-KEYS-01',
    title:
      'of two stores over one vault the second has the id of the first and a place; the first has none; each opens',
    run: async (t) => {
      const parts = { vault: new MemoryKeyVault(), provider: boundProvider(), tenant: 'tests' };
      const ports = [new MemoryStoreHeader(), new MemoryStoreHeader(), new MemoryStoreHeader()];
      for (const header of ports) await createKeys({ ...parts, header });
      const headers = await Promise.all(ports.map(headerOf));
      const [first, second, third] = [sure(headers[0]), sure(headers[1]), sure(headers[2])];
      t.equal([first.place, placeOf(first)], [undefined, first.storeId], 'place-of-the-first');
      for (const each of [second, third]) {
        t.equal(each.storeId, first.storeId, 'another-id');
        t.check(/^[0-9a-f]{32}$/.test(each.place ?? ''), 'no-place', { actual: each });
      }
      t.equal(new Set(headers.map(placeOf)).size, 3, 'same-place');
      for (const [at, header] of ports.entries()) {
        const keyring = await createKeys({ ...parts, header });
        t.equal(keyring.place, placeOf(sure(headers[at])), 'another-place');
        t.equal((await keyring.kek(1)).epoch, 1, 'not-readable');
      }
    },
  },
  {
    clause: 'MG-KEYS-01',
    title: 'a header has one form: a place that its storeId says already is none, and a peer is another place',
    run: async (t) => {
      const header: StoreHeader = { storeId: here.place, tenant: 'tests', epochs: [[1, ids.one]] };
      const good: readonly Partial<StoreHeader>[] = [
        { place: there.place },
        { peers: [ids.one, ids.two] },
        { successor: [there.place, there.name] },
      ];
      for (const change of good) {
        const whole = { ...header, ...change };
        t.equal(decodeStoreHeader(encodeStoreHeader(whole)), whole, 'not-the-same', JSON.stringify(change));
      }
      const bad: readonly object[] = [
        { place: here.place },
        { place: 'A'.repeat(32) },
        { peers: [] },
        { peers: [ids.two, ids.one] },
        { peers: [ids.one, ids.one] },
        { peers: [here.place] },
        { place: there.place, peers: [there.place] },
        { peers: Array.from({ length: 65 }, (_, at) => String(at).padStart(32, '0')) },
        { successor: [here.place, here.name] },
        { successor: [there.place] },
        { successor: [there.place, 'two words'] },
        { successor: there.place },
      ];
      for (const change of bad) {
        const end = await endOf(async () => encodeStoreHeader({ ...header, ...change }));
        t.equal(end, 'invalid_argument', 'form-believed', JSON.stringify(change));
        const bytes = new TextEncoder().encode(JSON.stringify({ ...header, ...change, v: 1 }));
        await expectEnd(t, async () => decodeStoreHeader(bytes), 'integrity_error', 'form-believed');
      }
    },
  },
  {
    clause: 'MG-KEYS-02',
    title:
      'the target gets the epochs that are named, in order, with the kekIds of the source; again, nothing is written',
    run: async (t) => {
      const source = await portOf({
        epochs: [
          [1, ids.one],
          [2, ids.two],
          [3, ids.three],
        ],
      });
      const target = await portOf({ place: there.place, epochs: [[3, ids.three]] });
      const prepared = await prepareHeaders({ source, target, epochs: [2, 3] });
      t.equal(
        (await headerOf(target)).epochs,
        [
          [2, ids.two],
          [3, ids.three],
        ],
        'not-recorded',
      );
      t.equal(prepared, { source: await headerOf(source), target: await headerOf(target) }, 'wrong-answer');
      const refusing = contested(target, [async () => Promise.reject(new Error('written again'))]);
      t.equal(await endOf(() => prepareHeaders({ source, target: refusing, epochs: [3] })), 'ok', 'written-again');
    },
  },
  {
    clause: 'MG-KEYS-02',
    title:
      'another kekId for a number, one that the source lacks, another tenant and the same place: refused, nothing written',
    run: async (t) => {
      const source = await portOf({
        epochs: [
          [1, ids.one],
          [2, ids.two],
        ],
      });
      const before = await headerOf(source);
      const refuse = async (
        header: Partial<StoreHeader>,
        epochs: readonly number[],
        expected: readonly unknown[],
        reason = 'not-refused',
      ): Promise<void> => {
        const target = await portOf({ place: there.place, ...header });
        const unchanged = await headerOf(target);
        const error: unknown = await t.rejects(() => prepareHeaders({ source, target, epochs }), reason);
        t.equal([nameOf(error), (error as { context: { epoch?: number } }).context.epoch], expected, reason);
        t.equal([await headerOf(source), await headerOf(target)], [before, unchanged], 'written');
      };
      const differ = 'move_refused/keys_differ';
      await refuse({ epochs: [[2, ids.four]] }, [2], [differ, 2]);
      await refuse({}, [2, 5], [differ, 5]);
      await refuse({ tenant: 'others' }, [1], ['move_refused/tenant', undefined]);
      await refuse({ storeId: there.place, place: here.place }, [1], ['move_refused/same_place', undefined]);
    },
  },
  {
    clause: 'MG-KEYS-02',
    title: 'lost races are begun again, upon the header that then stands there',
    run: async (t) => {
      const source = await portOf({});
      const target = await portOf({ place: there.place, epochs: [[3, ids.three]] });
      const change = async (port: StoreHeaderPort, by: Partial<StoreHeader>): Promise<void> => {
        const bytes = sure(await port.read());
        await port.replace(bytes, encodeStoreHeader({ ...decodeStoreHeader(bytes), ...by }));
      };
      const contestedSource = contested(source, [() => change(source, { peers: [ids.four] })]);
      const contestedTarget = contested(target, [
        () => change(target, { successor: [ids.four, 'four'] }),
        () => change(target, { successor: [ids.three, 'three'] }),
      ]);
      await prepareHeaders({ source: contestedSource, target: contestedTarget, epochs: [1] });
      t.equal((await headerOf(source)).peers, [ids.four, there.place], 'lost-change');
      const { successor, epochs, peers } = await headerOf(target);
      t.equal([successor, peers], [[ids.three, 'three'], [here.place]], 'lost-change');
      t.equal(epochs.length, 2, 'not-recorded');
      const never = contested(
        target,
        Array.from({ length: 99 }, (_, at) => () => change(target, { successor: [ids.four, `name-${at}`] })),
      );
      await change(target, { epochs: [[3, ids.three]] });
      const end = await endOf(() => prepareHeaders({ source, target: never, epochs: [1] }));
      t.equal(end, 'revision_conflict', 'not-refused');
    },
  },
  {
    clause: 'MG-KEYS-04',
    title:
      'signing keys: those of the source, byte for byte, where there are none and every epoch of theirs is recorded',
    run: async (t) => {
      const fixture = await t.open();
      const { keys, keyring } = fixture;
      await createSigningKey({ header: keys.header, keyring, name: 'example.org/laws' });
      await putHeader(fixture, { place: here.place });
      const { epochs, signing, storeId } = await readStoreHeader(keys.header);
      const bare: StoreHeader = { storeId, tenant: 'tests', epochs, place: there.place };
      const prepare = async (target: StoreHeader, named: readonly number[]): Promise<StoreHeader> => {
        const port = new MemoryStoreHeader();
        await port.putIfAbsent(encodeStoreHeader(target));
        await prepareHeaders({ source: keys.header, target: port, epochs: named });
        return headerOf(port);
      };
      t.equal((await prepare(bare, [])).signing, sure(signing), 'not-the-same');
      const later: StoreHeader = { ...bare, epochs: [[2, ids.two]] };
      t.equal((await prepare(later, [])).signing, undefined, 'opens-nothing');
      t.equal((await prepare(later, [1])).signing, sure(signing), 'not-the-same');
      t.equal((await prepare({ ...bare, epochs: [[1, ids.four]] }, [])).signing, undefined, 'opens-nothing');
      const other = await t.open();
      await createSigningKey({ header: other.keys.header, keyring: other.keyring, name: 'example.org/other' });
      const own = sure((await readStoreHeader(other.keys.header)).signing);
      t.equal((await prepare({ ...bare, signing: own }, [1])).signing, own, 'replaced');
    },
  },
];
