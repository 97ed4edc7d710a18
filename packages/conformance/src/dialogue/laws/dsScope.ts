import {
  dialogueId,
  exportDocument,
  scoped,
  type DialogueId,
  type DialogueStore,
  type PartitionStore,
} from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { everyUse } from '../support/reads.ts';
import { dumpOf } from '../support/state.ts';
import { beginning, id, perform, performAll, tension, wholeStory } from '../support/story.ts';

/** Ids that are prefixes of each other, and of `laws`. */
const entangled = ['laws-', 'law', 'laws-1', 'laws0', 'l'].map(dialogueId);

/** Every answer that a store can give about a dialogue, by the name of the call. */
async function answers(store: DialogueStore, of: DialogueId): Promise<readonly (readonly [string, unknown])[]> {
  const given: (readonly [string, unknown])[] = [];
  for (const step of wholeStory) given.push([step.method, await perform(store, of, step)]);
  const handle = await store.open(of);
  const loaded = await store.load(of);
  const { entries } = await store.history(of, 1, 1);
  given.push(
    ['get', await store.get(of)],
    ['item', await store.item(of, 'T0001')],
    ['load', loaded],
    ['open', handle],
    ['current', handle.current],
    ['refresh', await handle.refresh()],
    ['history', await store.history(of, 1, 5)],
    ['outcome', await store.outcome(of, { n: 1, commitId: entries[0]?.commitId ?? '' })],
    ['verify', await store.verify(of)],
  );
  return given;
}

/** A backend that answers one method for another dialogue. */
function misdirected(store: PartitionStore, method: keyof PartitionStore, other: DialogueId): PartitionStore {
  return intercept(store, {
    head: (forward, of, ...rest) => forward(method === 'head' ? other : of, ...rest),
    get: (forward, of, ...rest) => forward(method === 'get' ? other : of, ...rest),
    last: (forward, of, ...rest) => forward(method === 'last' ? other : of, ...rest),
    load: (forward, of, ...rest) => forward(method === 'load' ? other : of, ...rest),
    log: (forward, of, ...rest) => forward(method === 'log' ? other : of, ...rest),
  });
}

export const dsScopeLaws: readonly DialogueLaw[] = [
  {
    clause: 'DS-SCOPE-01',
    title: 'every answer of every method names the dialogue asked for',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      for (const about of [id, ...entangled.slice(0, 2)]) {
        for (const [call, answer] of await answers(store, about)) {
          const named =
            typeof answer === 'object' && answer !== null && 'dialogueId' in answer ? answer.dialogueId : undefined;
          t.check(named === about, 'wrong-dialogue', {
            message: `the answer of ${call}`,
            expected: about,
            actual: named,
          });
        }
      }
      const { dialogueId: imported } = await store.importDocument(dialogueId('laws-import'), await documentOf(store));
      t.equal(imported, 'laws-import', 'wrong-dialogue', 'importDocument');
    },
  },
  {
    clause: 'DS-SCOPE-01',
    title: 'what is written to one dialogue changes nothing of another, and shows nowhere in it',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, [...beginning, tension]);
      const before = await dumpOf(fixture.probe, id);
      const state = await store.load(id);
      for (const other of entangled) {
        await performAll(store, other, wholeStory);
        t.equal(await dumpOf(fixture.probe, id), before, 'foreign-change', `after writing ${other}`);
        t.equal((await store.load(id)).state.size, state.state.size, 'foreign-data', `after writing ${other}`);
        t.equal((await store.item(id, 'P0001'))?.value, undefined, 'foreign-data', 'an item of the other');
      }
      const silent = dialogueId('la');
      t.equal(await store.get(silent), undefined, 'foreign-data', 'a dialogue without a commit');
      t.equal((await store.history(silent, 1, 5)).entries, [], 'foreign-data', 'its history');
    },
  },
  {
    clause: 'DS-SCOPE-01',
    title: 'an answer of the backend about another dialogue is an integrity_error',
    run: async (t) => {
      const fixture = await t.open();
      const other = dialogueId('laws-1');
      for (const about of [id, other]) await performAll(fixture.store(), about, [...beginning, tension]);
      const cases = [
        ['get', 'get'],
        ['item', 'get'],
        ['load', 'load'],
        ['open', 'load'],
        ['history', 'log'],
        ['outcome', 'log'],
        ['a write', 'get'],
        ['a write', 'last'],
        ['a round registration', 'load'],
      ] as const;
      const calls = new Map(everyUse);
      for (const [use, method] of cases) {
        const store = fixture.store({ backend: misdirected(fixture.backend, method, other) });
        const end = await endOf(async () => calls.get(use)?.(store));
        t.equal(end, 'integrity_error/foreign_answer', 'foreign-answer-believed', `${use} by ${method}`);
      }
      const handle = await fixture.store({ backend: misdirected(fixture.backend, 'head', other) }).open(id);
      t.equal(
        await endOf(() => handle.refresh()),
        'integrity_error/foreign_answer',
        'foreign-answer-believed',
        'refresh',
      );
      const elsewhere = intercept(fixture.backend, {
        commit: async (forward, of, commit, options) => scoped(other, { ...(await forward(of, commit, options)) }),
      });
      const end = await endOf(() => perform(fixture.store({ backend: elsewhere }), id, tension));
      t.check(end !== 'ok', 'foreign-answer-believed', { message: 'a commit' });
    },
  },
];

async function documentOf(store: DialogueStore): Promise<unknown> {
  return JSON.parse(JSON.stringify(exportDocument((await store.load(id)).state))) as unknown;
}
