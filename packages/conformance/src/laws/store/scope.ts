import { dialogueId, type DialogueId, type PartitionStore } from '@colloquy/core';
import { domainKeys, entangledIds, itemKey, manyKeys } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { foreignDigest } from '../../data/draft.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const keys = manyKeys(2);

/** Every answer that a dialogue can give, with the name of the call. */
async function answers(store: PartitionStore, writer: Writer): Promise<readonly (readonly [string, unknown])[]> {
  const { id } = writer;
  const standing = await writer.commit({ puts: keys });
  const mismatch = writer.draft({ checks: keys.map((key) => ({ key, digest: foreignDigest() })) });
  return [
    ['head', await store.head(id)],
    ['get', await store.get(id, keys)],
    ['last', await store.last(id, 'item#')],
    ['load', await store.load(id)],
    ['log', await store.log(id, 1, 10)],
    ['settle', await store.settle(id)],
    ['commit, committed', await store.commit(id, standing)],
    ['commit, conflict', await store.commit(id, { ...standing, auth: new Uint8Array(0) })],
    ['commit, mismatch', await store.commit(id, mismatch)],
  ];
}

function expectNames(t: StoreContext, id: DialogueId, call: string, answer: unknown): void {
  const named = typeof answer === 'object' && answer !== null && 'dialogueId' in answer ? answer.dialogueId : undefined;
  t.check(named === id, 'wrong-dialogue', { message: `the answer of ${call}`, expected: id, actual: named });
}

export const scopeLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-SCOPE-01',
    title: 'every answer of every method names the dialogue asked for',
    run: async (t) => {
      const { store } = await t.open();
      for (const id of entangledIds.slice(0, 6)) {
        for (const [call, answer] of await answers(store, new Writer(t, store, id))) expectNames(t, id, call, answer);
      }
    },
  },
  {
    clause: 'PS-SCOPE-01',
    title: 'answers about a dialogue without a commit name it too',
    run: async (t) => {
      const { store } = await t.open();
      await new Writer(t, store, dialogueId('ab')).commit({ puts: keys });
      const id = dialogueId('a');
      expectNames(t, id, 'get', await store.get(id, keys));
      expectNames(t, id, 'load', await store.load(id));
      expectNames(t, id, 'log', await store.log(id, 1, 10));
    },
  },
  {
    clause: 'PS-SCOPE-02',
    title: 'dialogues whose ids are prefixes of each other, with equal keys, stay apart',
    run: async (t) => {
      const { store } = await t.open();
      const writers = entangledIds.map((id) => new Writer(t, store, id));
      // Different lengths of log and different sets of keys, so that any leak shows.
      for (const [at, writer] of writers.entries()) {
        for (let n = 0; n <= at % 3; n++) await writer.commit({ puts: domainKeys.slice(0, 1 + ((at * 5 + n) % 13)) });
      }
      for (const { id, model } of writers) {
        await expectState(t, store, model, 'foreign-data', `dialogue ${id}`);
        const read = await store.get(id, domainKeys);
        t.equal(read.records, model.get(domainKeys), 'foreign-data', `get of ${id}`);
        for (const prefix of ['', 'event#', 'verdict#', 'tension#01#']) {
          t.equal(
            (await store.last(id, prefix))?.key,
            model.last(prefix),
            'foreign-data',
            `last of ${id} under ${prefix}`,
          );
        }
      }
    },
  },
  {
    clause: 'PS-SCOPE-02',
    title: 'a dialogue without a commit shows nothing of its neighbours',
    run: async (t) => {
      const { store } = await t.open();
      const silent = entangledIds.filter((_, at) => at % 2 === 1);
      for (const id of entangledIds) {
        if (!silent.includes(id)) await new Writer(t, store, id).commit({ puts: domainKeys });
      }
      for (const id of silent) {
        await expectState(t, store, new Writer(t, store, id).model, 'foreign-data', `dialogue ${id}`);
        t.equal(await store.last(id, ''), undefined, 'foreign-data', `last of ${id}`);
      }
    },
  },
  {
    clause: 'PS-SCOPE-02',
    title: 'commits, refused commits and settling change nothing of another dialogue',
    run: async (t) => {
      const { store } = await t.open();
      const bystander = new Writer(t, store, dialogueId('a-1'));
      await bystander.commit({ puts: domainKeys });
      for (const id of [dialogueId('a'), dialogueId('a-'), dialogueId('a-1-')]) {
        const writer = new Writer(t, store, id);
        await writer.commit({ puts: manyKeys(150) });
        await writer.commit({ puts: domainKeys });
        await store.commit(id, writer.draft({ n: 1, variant: 1, puts: domainKeys }));
        await store.commit(id, writer.draft({ checks: [{ key: itemKey(0), digest: foreignDigest() }] }));
        await store.settle(id);
        await expectState(t, store, bystander.model, 'foreign-data', `dialogue a-1 beside ${id}`);
      }
    },
  },
];
