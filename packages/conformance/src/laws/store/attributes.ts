import { dialogueId, limits, type Attributes } from '@colloquy/core';
import { attributeSets, delicateNames, delicateValues } from '../../data/attributes.ts';
import { itemKey } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('attributes');

/** Writes each set into a record of its own and reads them by get and load. */
async function expectKept(t: StoreContext, sets: readonly Attributes[]): Promise<void> {
  const { store } = await t.open();
  const writer = new Writer(t, store, id);
  await writer.commit({ puts: sets.map((attributes, at) => ({ key: itemKey(at), attributes })) });
  const load = await store.load(id);
  const read = await store.get(
    id,
    sets.map((_, at) => itemKey(at)),
  );
  for (const [at, attributes] of sets.entries()) {
    t.equal(load.records[at]?.attributes, attributes, 'attributes-changed', 'load');
    t.equal(read.records[at]?.attributes, attributes, 'attributes-changed', 'get');
  }
}

/** Sixteen attributes of the greatest size. */
function largestSet(): Attributes {
  const names = Array.from({ length: limits.attributes }, (_, at) => `attribute${String.fromCharCode(65 + at)}`);
  return Object.fromEntries(names.map((name) => [name, '~'.repeat(limits.attributeBytes - name.length)]));
}

export const attributeLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-ATTR-01',
    title: 'tokens that look like something else, integers at their bounds, booleans',
    run: (t) => expectKept(t, attributeSets(delicateValues)),
  },
  {
    clause: 'PS-ATTR-01',
    title: 'names that objects inherit, or that differ in case only',
    run: (t) =>
      expectKept(t, [
        Object.fromEntries(delicateNames.map((name) => [name, name])),
        Object.fromEntries(delicateNames.map((name, at) => [name, at])),
      ]),
  },
  {
    clause: 'PS-ATTR-01',
    title: 'no attributes, one, and sixteen of the greatest size',
    run: (t) => expectKept(t, [{}, { a: 'x' }, largestSet()]),
  },
  {
    clause: 'PS-ATTR-02',
    title: 'a name that the new attributes lack is gone, by a small commit and by a large one',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      const sets: readonly Attributes[] = [{ a: 1, b: 'x', c: true }, { b: 'x' }, { a: 2 }, {}, { c: false }];
      for (const others of [0, 200]) {
        for (const attributes of sets) {
          const rest = Array.from({ length: others }, (_, at) => itemKey(at + 1));
          await writer.commit({ puts: [{ key: itemKey(0), attributes }, ...rest] });
          const { records } = await store.get(id, [itemKey(0)]);
          t.equal(records[0]?.attributes, attributes, 'attribute-survived', `with ${others} other changes`);
        }
      }
    },
  },
];
