import {
  createWithFreeId,
  dialogueId,
  exportDocument,
  isColloquyError,
  slugify,
  type DialogueStore,
  type KeyOperations,
} from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { cross, hereOf, out, pinned, there } from '../support/crossing.ts';
import { endOf, expectEnd, nameOf } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { expectUnwritten, left, refusal, refusalOf, standing } from '../support/left.ts';
import { everyUse } from '../support/reads.ts';
import { residence, resided } from '../support/resided.ts';
import { beginning, id, perform, performAll, tension, wholeStory, writeMethods } from '../support/story.ts';

/** Every planner's method once. */
const writes = writeMethods.map((method) => {
  const step = wholeStory.find((each) => each.method === method);
  if (step === undefined) throw new Error(`the story has no ${method}`);
  return step;
});

const administration: readonly (readonly [string, (operations: KeyOperations) => Promise<unknown>])[] = [
  ['rotateDataKey', (operations) => operations.rotateDataKey(id)],
  ['reseal', (operations) => operations.reseal(id)],
  ['rewrap', (operations) => operations.rewrap(id)],
  ['erase', (operations) => operations.erase(id)],
];

export const mgAnswerLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-ANSWER-02',
    title: 'a refused write says which move, which store, which entry, and what to do',
    run: async (t) => {
      const { fixture } = await left(t);
      t.equal(await refusalOf(() => perform(fixture.store(pinned), id, tension)), refusal, 'says-too-little');
      const error = await t.rejects(() => perform(fixture.store(pinned), id, tension), 'says-too-little');
      const message = isColloquyError(error) ? error.message : '';
      for (const word of [there.name, there.place, 'Nothing was written', 'configure']) {
        t.check(message.includes(word), 'says-too-little', { message: word, actual: message });
      }
    },
  },
  {
    clause: 'MG-ANSWER-02',
    title: 'what a backend refuses by its residence reaches the caller as it is, from every method',
    run: async (t) => {
      const { fixture } = await left(t);
      const context = { dialogueId: id, moveId: '7'.repeat(32), ...there };
      for (const status of ['importing', 'aborted'] as const) {
        const backend = resided(fixture.backend, residence(status, there));
        const over = { code: 'dialogue_moved', ...context, status, n: standing + 1 };
        const uses = [...everyUse, ['verify', (store: DialogueStore) => store.verify(id)] as const];
        for (const [use, call] of uses) {
          t.equal(await refusalOf(() => call(fixture.store({ ...pinned, backend }))), over, 'refusal-changed', use);
        }
        for (const [name, call] of administration) {
          const operations = fixture.operations({ ...pinned, backend });
          t.equal(await refusalOf(() => call(operations)), over, 'refusal-changed', name);
        }
        const fresh = dialogueId('laws-on-its-way');
        const moving = { code: 'dialogue_moving', ...context, dialogueId: fresh, status };
        const document = exportDocument((await fixture.store(pinned).load(id)).state);
        const starts: readonly (readonly [string, (store: DialogueStore) => Promise<unknown>])[] = [
          ['create', (store) => store.create(fresh, { title: 'New' })],
          ['importDocument', (store) => store.importDocument(fresh, document)],
          ['load', (store) => store.load(fresh)],
          ['get', (store) => store.get(fresh)],
          ['history', (store) => store.history(fresh, 1, 1)],
        ];
        for (const [use, call] of starts) {
          t.equal(await refusalOf(() => call(fixture.store({ ...pinned, backend }))), moving, 'refusal-changed', use);
        }
      }
    },
  },
  {
    clause: 'MG-ANSWER-05',
    title: 'an erased dialogue that has left is erased, and an id that is moved or moving is taken',
    run: async (t) => {
      const { fixture } = benchOf(await t.open(), pinned);
      await performAll(fixture.store(pinned), id, [...beginning, tension]);
      await fixture.operations(pinned).erase(id);
      await cross(fixture, [out('1', hereOf(fixture))]);
      for (const retired of ['read', 'refuse'] as const) {
        const calls: readonly (readonly [string, (store: DialogueStore) => Promise<unknown>])[] = [
          ['get', (store) => store.get(id)],
          ['load', (store) => store.load(id)],
          ['a write', (store) => perform(store, id, tension)],
          ['a round', (store) => perform(store, id, { method: 'registerRound', input: { round: 1, panel: [] } })],
        ];
        for (const [name, call] of calls) {
          t.equal(
            await endOf(() => call(fixture.store({ ...pinned, retired }))),
            'key_erased',
            'order-of-refusals',
            name,
          );
        }
      }
      await expectEnd(
        t,
        () => fixture.operations(pinned).rotateDataKey(id),
        'key_erased',
        'order-of-refusals',
        'rotate',
      );

      const title = 'A title that went';
      const store = fixture.store(pinned);
      const first = await createWithFreeId(store, { title }, 'slug');
      await cross(fixture, [out('2', hereOf(fixture))], first.dialogueId);
      const given = async (from: DialogueStore) =>
        createWithFreeId(from, { title }, 'slug').then((made) => made.dialogueId, nameOf);
      t.equal(await given(fixture.store(pinned)), `${slugify(title)}-2`, 'taken-not-passed-over', 'moved');
      const claimed = resided(fixture.backend, residence('importing', there));
      const backend = intercept(fixture.backend, {
        get: (forward, dialogue, keys, options) =>
          dialogue === `${slugify(title)}-3` ? claimed.get(dialogue, keys, options) : forward(dialogue, keys, options),
      });
      const last = await given(fixture.store({ ...pinned, backend }));
      t.equal(last, `${slugify(title)}-4`, 'taken-not-passed-over', 'moving');
    },
  },
  {
    clause: 'MG-ANSWER-06',
    title: 'behind migrate.out nothing is written, by no method and no key operation, without any residence',
    run: async (t) => {
      const bench = await left(t);
      const { fixture } = bench;
      for (const step of writes) {
        const operationId = step.method === 'registerItem' ? 'once' : undefined;
        const call = () => perform(fixture.store(pinned), id, step, operationId === undefined ? {} : { operationId });
        t.equal(await refusalOf(call), refusal, 'written-behind', step.method);
      }
      const document = exportDocument((await fixture.store(pinned).load(id)).state);
      t.equal(
        await refusalOf(() => fixture.store(pinned).importDocument(id, document)),
        refusal,
        'written-behind',
        'import',
      );
      for (const [name, call] of administration) {
        t.equal(await refusalOf(() => call(fixture.operations(pinned))), refusal, 'written-behind', name);
      }
      await expectUnwritten(t, bench, 'written-behind', 'the log');
    },
  },
];
