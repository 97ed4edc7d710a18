import {
  dialogueId,
  exportDocument,
  type DialogueDocument,
  type DialogueId,
  type DialogueStore,
  type PartitionStore,
} from '@colloquy/core';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { endOf, sure } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { beforeCommit, times } from '../support/interfere.ts';
import { canonical } from '../support/spec.ts';
import { dumpOf, expectSameState, expectSound } from '../support/state.ts';
import { beginning, id, perform, performAll, tension, wholeStory } from '../support/story.ts';

const target = dialogueId('laws-imported');

async function documentOf(store: DialogueStore, of: DialogueId): Promise<DialogueDocument> {
  return JSON.parse(JSON.stringify(exportDocument((await store.load(of)).state))) as DialogueDocument;
}

const claim = {
  method: 'registerItem',
  input: { type: 'claim', round: 0, label: 'First in key order', content: 'x', contributors: ['muffin'] },
} as const;

/** A document that takes three commits, a claim in the first: a few contents near the greatest size. */
async function largeDocument(fixture: DialogueFixture): Promise<DialogueDocument> {
  const store = fixture.store();
  await performAll(store, id, [...beginning, claim, tension]);
  for (let at = 0; at < 13; at++) {
    const expert = `expert-${at}`;
    await perform(store, id, {
      method: 'registerExpert',
      input: { slug: expert, role: 'x', tier: 'Core', source: 'pool' },
    });
    const content = String.fromCharCode(97 + at).repeat(240 * 1024 + at);
    await perform(store, id, { method: 'recordContent', input: { round: 0, expert, content } });
  }
  return documentOf(store, id);
}

/** Dies when it is about to send the k-th commit, or when it has. */
function dyingAt(store: PartitionStore, k: number, lands: boolean): PartitionStore {
  let sent = 0;
  let dead = false;
  const alive = <T>(call: () => Promise<T>): Promise<T> => (dead ? Promise.reject(new Error('killed')) : call());
  return intercept(store, {
    get: (forward, ...args) => alive(() => forward(...args)),
    load: (forward, ...args) => alive(() => forward(...args)),
    commit: async (forward, ...args) => {
      if (!dead && (sent += 1) < k) return forward(...args);
      if (!dead && lands) await forward(...args);
      dead = true;
      throw new Error('killed');
    },
  });
}

async function expectEqualExports(t: DialogueContext, store: DialogueStore, document: DialogueDocument): Promise<void> {
  const [actual, expected] = [canonical(await documentOf(store, target)), canonical(document)];
  t.check(actual === expected, 'export-differs', { message: `${actual.length} and ${expected.length} characters` });
}

/** Nothing that reads a dialogue finds it. */
async function expectNotFound(t: DialogueContext, store: DialogueStore, message: string): Promise<void> {
  t.equal(await endOf(() => store.load(target)), 'dialogue_not_found', 'half-import-found', `${message}: load`);
  t.equal(await endOf(() => store.open(target)), 'dialogue_not_found', 'half-import-found', `${message}: open`);
  t.equal(await store.get(target), undefined, 'half-import-found', `${message}: get`);
  t.equal(await store.item(target, 'C0001'), undefined, 'half-import-found', `${message}: item`);
  for (const step of [tension, { method: 'registerRound', input: { round: 1, panel: [] } } as const]) {
    const end = await endOf(() => perform(store, target, step));
    t.equal(end, 'dialogue_not_found', 'half-import-found', `${message}: ${step.method}`);
  }
  const end = await endOf(() => perform(store, target, sure(beginning[0])));
  t.equal(end, 'dialogue_exists', 'half-import-found', `${message}: create`);
}

export const dsImportLaws: readonly DialogueLaw[] = [
  {
    clause: 'DS-IMPORT-01',
    title: 'an export imported under another id exports equal, and is equal entity by entity',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, wholeStory);
      const document = await documentOf(store, id);
      const { n, value } = await store.importDocument(target, document);
      const { state } = await store.load(id);
      t.equal([n, value], [1, { entities: state.size, commits: 1 }], 'wrong-answer');
      await expectEqualExports(t, fixture.store(), document);
      expectSameState(t, (await fixture.store().load(target)).state, state, 'state-differs');
      await expectSound(t, fixture.store(), target, 'state-differs');
      t.equal(await endOf(() => perform(store, target, tension)), 'ok', 'not-writable');
    },
  },
  {
    clause: 'DS-IMPORT-01',
    title: 'one that is larger than a commit is a series of commits, the root in the last',
    run: async (t) => {
      const fixture = await t.open();
      const document = await largeDocument(fixture);
      const { store, ledger } = benchOf(fixture);
      const { n, value } = await store.importDocument(target, document);
      t.check(n > 1 && value.commits === n, 'wrong-answer', { actual: value });
      for (const [at, { changes }] of ledger.commits.entries()) {
        const hasRoot = changes.some(({ key }) => key === 'dialogue#meta');
        t.equal(hasRoot, at === ledger.commits.length - 1, 'root-not-last', `commit ${at + 1}`);
      }
      await expectEqualExports(t, fixture.store(), document);
      await expectSound(t, fixture.store(), target, 'state-differs');
    },
  },
  {
    clause: 'DS-IMPORT-02',
    title: 'interrupted at any commit it is not found; the same document again finishes it; once more writes nothing',
    run: async (t) => {
      const document = await t.using((fixture) => largeDocument(fixture));
      const kills = [
        { k: 1, lands: true },
        { k: 2, lands: true },
        { k: 3, lands: true },
        { k: 3, lands: false },
      ];
      for (const { k, lands } of kills) {
        await t.using(async (fixture) => {
          const message = `killed at commit ${k}, landed: ${lands}`;
          const dying = fixture.store({ backend: dyingAt(fixture.backend, k, lands) });
          t.check((await endOf(() => dying.importDocument(target, document))) !== 'ok', 'the-test-itself');
          const done = lands ? k : k - 1;
          if (done > 0 && done < 3) await expectNotFound(t, fixture.store(), message);
          const { store, ledger } = benchOf(fixture);
          t.equal(await endOf(() => store.importDocument(target, document)), 'ok', 'not-finished', message);
          t.equal(ledger.commits.length, 3 - done, 'written-again', message);
          await expectEqualExports(t, fixture.store(), document);
          const before = await fixture.backend.head(target);
          const again = await fixture.store().importDocument(target, document);
          t.equal(again.value, { entities: 0, commits: 0 }, 'written-again', `${message}: once more`);
          t.equal(await fixture.backend.head(target), before, 'written-again', `${message}: once more`);
        });
      }
    },
  },
  {
    clause: 'DS-IMPORT-02',
    title: 'two who import the same document at the same time both succeed, and it is there once',
    run: async (t) => {
      const fixture = await t.open();
      const document = await largeDocument(fixture);
      const other = fixture.store();
      for (const k of [1, 2, 3]) {
        const of = dialogueId(`laws-race-${k}`);
        let sent = 0;
        const race = times(1, async () => {
          await other.importDocument(of, document);
        });
        const backend = beforeCommit(fixture.backend, async () => ((sent += 1) === k ? race() : undefined));
        const end = await endOf(() => fixture.store({ backend }).importDocument(of, document));
        t.equal(end, 'ok', 'false-alarm', `the other was faster at commit ${k}`);
        expectSameState(
          t,
          (await fixture.store().load(of)).state,
          (await fixture.store().load(id)).state,
          'state-differs',
        );
        await expectSound(t, fixture.store(), of, 'state-differs');
      }
    },
  },
  {
    clause: 'DS-IMPORT-03',
    title: 'over any other dialogue it is dialogue_exists, and nothing is written',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, [...beginning, tension]);
      const document = await documentOf(store, id);
      const others: readonly (readonly [name: string, write: (of: DialogueId) => Promise<unknown>])[] = [
        ['another dialogue', (of) => performAll(store, of, beginning)],
        ['the same and more', (of) => store.importDocument(of, document).then(() => perform(store, of, tension))],
        [
          'the same, changed since',
          (of) =>
            store
              .importDocument(of, document)
              .then(() =>
                perform(store, of, { method: 'scoreExpert', input: { expert: 'muffin', round: 0, score: 1 } }),
              ),
        ],
      ];
      for (const [at, [name, write]] of others.entries()) {
        const of = dialogueId(`laws-other-${at}`);
        await write(of);
        const before = await dumpOf(fixture.probe, of);
        for (const each of [store, fixture.store()]) {
          t.equal(await endOf(() => each.importDocument(of, document)), 'dialogue_exists', 'wrong-code', name);
        }
        t.equal(await dumpOf(fixture.probe, of), before, 'written-all-the-same', name);
      }
    },
  },
  {
    clause: 'DS-IMPORT-03',
    title: 'a dialogue that comes into being while it is imported is dialogue_exists',
    run: async (t) => {
      const fixture = await t.open();
      const store = fixture.store();
      await performAll(store, id, [...beginning, tension]);
      const document = await documentOf(store, id);
      const race = times(1, () => performAll(store, target, beginning));
      const importer = fixture.store({ backend: beforeCommit(fixture.backend, race) });
      t.equal(await endOf(() => importer.importDocument(target, document)), 'dialogue_exists', 'wrong-code');
      t.equal((await store.load(target)).n, beginning.length, 'written-all-the-same');
    },
  },
];
