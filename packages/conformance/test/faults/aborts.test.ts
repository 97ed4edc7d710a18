import { ColloquyError, createDialogueStore, dialogueId, isColloquyError, type Commit } from '@colloquy/core';
import {
  cutBefore,
  hold,
  holdAnswer,
  holdBefore,
  startPostgresProxy,
  type Fault,
  type Injection,
  type PostgresProxy,
} from '@colloquy/engines';
import { openPostgresStore, type PostgresStore } from '@colloquy/store-postgres';
import { describe, expect, test } from 'vitest';
import { itemKey } from '../../src/data/names.ts';
import { intercept } from '../../src/dialogue/support/intercept.ts';
import type { OpenStore } from '../../src/kit/AdapterKit.ts';
import { readLog } from '../../src/laws/support/state.ts';
import { ModelDialogue } from '../../src/model/ModelDialogue.ts';
import { keyringOfSeed } from '../../src/processes/dialogueProgram.ts';
import { prepareDialogue } from '../processes/support/scripts.ts';
import { settings } from '../settings.ts';
import { createField } from './support/field.ts';
import { until } from './support/until.ts';
import { Watcher } from './support/Watcher.ts';

/*
 * Who stops waiting for a commit is told the truth: the signal's reason when it was surely not written, outcome_unknown when it was
 * sent. Each point is made certain by a proxy that holds what is on its way, or by a session that holds the head.
 */

interface Stage {
  readonly url: string;
  readonly clean: OpenStore;
  readonly proxy: PostgresProxy;
  readonly store: PostgresStore;
  readonly model: ModelDialogue;
  readonly commit: Commit;
}

/** One that looks like a certain answer, and is not the store's. */
const reason = new ColloquyError('backend_busy', 'Not needed any more.');

async function onStage(play: (stage: Stage) => Promise<void>, maxConnections = 1): Promise<void> {
  await using field = await createField();
  await using proxy = await startPostgresProxy(field.url);
  await using store = await openPostgresStore({ url: proxy.serverUrl, setup: false, maxConnections });
  const model = new ModelDialogue(dialogueId('aborted'));
  const first = model.draft({ puts: [itemKey(0)] });
  await store.commit(model.id, first);
  model.commit(first);
  await play({ ...field, proxy, store, model, commit: model.draft({ puts: [itemKey(0), itemKey(1)] }) });
}

/** Sends the commit under a fault, and stops waiting when that has struck. Answers what the caller is told. */
async function abortAt(
  { proxy, store, model, commit }: Stage,
  fault: Fault,
): Promise<{ readonly error: unknown; readonly injection: Injection }> {
  const controller = new AbortController();
  const injection = proxy.inject(fault);
  const call = store.commit(model.id, commit, { signal: controller.signal }).catch((error: unknown) => error);
  await injection.struck;
  controller.abort(reason);
  return { error: await call, injection };
}

async function commitIds(store: OpenStore, { id }: ModelDialogue): Promise<readonly string[]> {
  return (await readLog(store, id)).map(({ commitId }) => commitId);
}

/** The store goes on, and the commit can still be sent to a known end. */
async function expectGoesOn({ clean, store, model, commit }: Stage): Promise<void> {
  expect(await store.commit(model.id, commit)).toMatchObject({ outcome: 'committed' });
  model.commit(commit);
  expect(await readLog(clean, model.id)).toEqual(model.entries(1));
  expect((await clean.load(model.id)).records).toEqual(model.records());
}

const request = (commit: Commit): { readonly type: string; readonly text: string } => ({
  type: 'B',
  text: commit.commitId,
});

describe('a commit that is not waited for any more', () => {
  test('before it is called: the reason, and nothing is sent', async () => {
    await onStage(async (stage) => {
      const injection = stage.proxy.inject(cutBefore(request(stage.commit)));
      const call = stage.store.commit(stage.model.id, stage.commit, { signal: AbortSignal.abort(reason) });
      await expect(call).rejects.toBe(reason);
      expect(injection.strokes).toBe(0);
      injection.release();
      await expectGoesOn(stage);
    });
  });

  test('while its connection is being made: the reason, and nothing is sent', async () => {
    await onStage(async (stage) => {
      stage.proxy.cut();
      await until('the connection is gone', () => stage.proxy.connections.every(({ isOpen }) => !isOpen));
      // By the time that this has come back the pool has heard of it, too.
      await stage.clean.head(stage.model.id);
      const { error, injection } = await abortAt(stage, hold());
      expect(error).toBe(reason);
      injection.release();
      await expectGoesOn(stage);
    });
  });

  test('while it waits for a connection of the pool: the reason, and nothing is sent', async () => {
    await onStage(async (stage) => {
      const { store, model, commit, proxy, clean } = stage;
      const injection = proxy.inject(holdBefore({ type: 'B', text: model.id }));
      const other = store.head(model.id);
      await injection.struck;
      const controller = new AbortController();
      const call = store.commit(model.id, commit, { signal: controller.signal });
      controller.abort(reason);
      await expect(call).rejects.toBe(reason);
      injection.release();
      expect(await other).toMatchObject({ n: 1 });
      expect(await commitIds(clean, model)).not.toContain(commit.commitId);
      await expectGoesOn(stage);
    });
  });

  test('its request is held on the way and lost: nobody knows, and it is not there', async () => {
    await onStage(async (stage) => {
      const { error } = await abortAt(stage, holdBefore(request(stage.commit)));
      expect(error).toMatchObject({ code: 'outcome_unknown', cause: reason });
      stage.proxy.cut();
      expect(await commitIds(stage.clean, stage.model)).not.toContain(stage.commit.commitId);
      await expectGoesOn(stage);
    });
  });

  test('its request is held on the way and arrives late: nobody knows, and it lands after all', async () => {
    await onStage(async (stage) => {
      const { clean, model, commit } = stage;
      const { error, injection } = await abortAt(stage, holdBefore(request(commit)));
      expect(error).toMatchObject({ code: 'outcome_unknown', cause: reason });
      // To call this "not written" would have been a lie.
      expect(await commitIds(clean, model)).not.toContain(commit.commitId);
      injection.release();
      await until('it lands', async () => (await commitIds(clean, model)).includes(commit.commitId));
      await expectGoesOn(stage);
    });
  });

  test('it waits at the server for the head: nobody knows', async () => {
    await onStage(async (stage) => {
      const { url, store, model, commit } = stage;
      await using watcher = await Watcher.over(url);
      const holder = await watcher.holdHead(model.id);
      const controller = new AbortController();
      const call = store.commit(model.id, commit, { signal: controller.signal });
      const told = call.catch((error: unknown) => error);
      await watcher.waiting(1);
      controller.abort(reason);
      expect(await told).toMatchObject({ code: 'outcome_unknown', cause: reason });
      await holder.release();
      await expectGoesOn(stage);
    });
  });

  test('its answer is held: nobody knows, and it is there', async () => {
    await onStage(async (stage) => {
      const { error, injection } = await abortAt(stage, holdAnswer(request(stage.commit)));
      expect(error).toMatchObject({ code: 'outcome_unknown', cause: reason });
      await until('it is there', async () =>
        (await commitIds(stage.clean, stage.model)).includes(stage.commit.commitId),
      );
      // On another connection: the one that is held is not waited for.
      await expectGoesOn(stage);
      injection.release();
    });
  });

  test('after its answer: it is committed, whatever the signal says', async () => {
    await onStage(async (stage) => {
      const controller = new AbortController();
      const { store, model, commit } = stage;
      expect(await store.commit(model.id, commit, { signal: controller.signal })).toMatchObject({
        outcome: 'committed',
      });
      controller.abort(reason);
      await expectGoesOn(stage);
    });
  });
});

describe('a write of a dialogue store that is not waited for any more', () => {
  test.each([
    ['its request is held', (commit: Commit) => holdBefore(request(commit)), 'undecided'],
    ['its answer is held', (commit: Commit) => holdAnswer(request(commit)), 'landed'],
  ] as const)('%s: nobody knows, with what to ask for', async (_, faultOf, outcome) => {
    await using field = await createField();
    await using proxy = await startPostgresProxy(field.url);
    await using store = await openPostgresStore({ url: proxy.serverUrl, setup: false });
    const keyring = await keyringOfSeed(settings.seed);
    const clean = createDialogueStore({ backend: field.clean, keyring });
    const id = dialogueId('aborted');
    const before = await prepareDialogue(clean, id);
    const controller = new AbortController();
    const backend = intercept(store, {
      commit: async (forward, ...args) => {
        const { struck } = proxy.inject(faultOf(args[1]));
        const call = forward(...args);
        // Either it is held and waits for the end of the wait, or it fails the test.
        await Promise.race([struck, call]);
        controller.abort(reason);
        return call;
      },
    });
    const dialogues = createDialogueStore({ backend, keyring });
    const input = { target: 'T0001', actors: ['muffin'], reason: 'w0.0' };
    const error: unknown = await dialogues
      .commentTension(id, input, { operationId: 'w0.0', signal: controller.signal })
      .catch((failure: unknown) => failure);
    if (!isColloquyError(error, 'outcome_unknown')) throw error;
    const { n, commitId } = error.context as { readonly n: number; readonly commitId: string };
    expect(n).toBe(before + 1);
    await until(
      `the outcome is ${outcome}`,
      async () => (await clean.outcome(id, { n, commitId })).outcome === outcome,
    );
    proxy.cut();
    // The same id again: the first result, or the write that never was, once.
    expect(await clean.commentTension(id, input, { operationId: 'w0.0' })).toMatchObject({ n: before + 1 });
    expect(await clean.verify(id)).toMatchObject({ ok: true, findings: [] });
  });
});
