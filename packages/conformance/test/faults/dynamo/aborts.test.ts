import { getEventListeners } from 'node:events';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ColloquyError, dialogueId, type Commit, type RecordKey } from '@colloquy/core';
import {
  cutBefore,
  holdAnswer,
  holdBefore,
  startDynamoProxy,
  type DynamoProxy,
  type Fault,
  type Injection,
} from '@colloquy/engines';
import { describe, expect, test } from 'vitest';
import { itemKey, manyKeys } from '../../../src/data/names.ts';
import { sameData } from '../../../src/judge/Finding.ts';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import { readLog } from '../../../src/laws/support/state.ts';
import { ModelDialogue } from '../../../src/model/ModelDialogue.ts';
import { clientOf, createDynamoField, openOver, type DynamoField } from '../support/dynamoField.ts';
import { commitRequest } from '../support/dynamoWire.ts';
import { until } from '../support/until.ts';

/*
 * Who stops waiting for a call on DynamoDB is told the truth: the signal's reason when nothing was surely written, outcome_unknown when
 * a commit was sent. Nothing stays behind: no listener on the signal, no connection that nobody reads from.
 */

interface Stage {
  readonly field: DynamoField;
  readonly clean: OpenStore;
  readonly proxy: DynamoProxy;
  readonly client: DynamoDBClient;
  readonly store: OpenStore;
  readonly model: ModelDialogue;
  readonly commit: Commit;
}

/** One that looks like a certain answer, and is not the store's. */
const reason = new ColloquyError('backend_busy', 'Not needed any more.');

async function onStage(
  play: (stage: Stage) => Promise<void>,
  puts: readonly RecordKey[] = [itemKey(0), itemKey(1)],
): Promise<void> {
  await using field = await createDynamoField();
  const { clean, endpoint, table } = field;
  await using proxy = await startDynamoProxy(endpoint);
  const client = clientOf(proxy.endpoint);
  const store = await openOver(client, table);
  try {
    const model = new ModelDialogue(dialogueId('aborted'));
    const first = model.draft({ puts: [itemKey(0)] });
    await store.commit(model.id, first);
    model.commit(first);
    await play({ field, clean, proxy, client, store, model, commit: model.draft({ puts }) });
  } finally {
    await store.close();
  }
}

function expectNobodyListens(signal: AbortSignal): void {
  expect(getEventListeners(signal, 'abort')).toEqual([]);
}

/** Makes a call under a fault, and stops waiting when that has struck. Answers what the caller is told. */
async function abortAt(
  { proxy }: Stage,
  fault: Fault,
  call: (signal: AbortSignal) => Promise<unknown>,
): Promise<{ readonly error: unknown; readonly injection: Injection }> {
  const controller = new AbortController();
  const injection = proxy.inject(fault);
  const called = call(controller.signal).catch((error: unknown) => error);
  await injection.struck;
  controller.abort(reason);
  const error = await called;
  expectNobodyListens(controller.signal);
  return { error, injection };
}

async function commitIds(store: OpenStore, { id }: ModelDialogue): Promise<readonly string[]> {
  return (await readLog(store, id)).map(({ commitId }) => commitId);
}

/** The store goes on, the commit can still be sent to a known end, and what was given up is not connected any more. */
async function expectGoesOn({ clean, proxy, store, model, commit }: Stage): Promise<void> {
  expect(await store.commit(model.id, commit)).toMatchObject({ outcome: 'committed' });
  model.commit(commit);
  expect(await readLog(clean, model.id)).toEqual(model.entries(1));
  expect((await clean.load(model.id)).records).toEqual(model.records());
  await until('one connection is left', () => proxy.connections.filter(({ isOpen }) => isOpen).length === 1);
}

describe('a commit that is not waited for any more', () => {
  test('before it is called: the reason, and nothing is sent', async () => {
    await onStage(async (stage) => {
      const injection = stage.proxy.inject(cutBefore(commitRequest));
      const signal = AbortSignal.abort(reason);
      await expect(stage.store.commit(stage.model.id, stage.commit, { signal })).rejects.toBe(reason);
      expect(injection.strokes).toBe(0);
      injection.release();
      await expectGoesOn(stage);
    });
  });

  test.each([
    ['small', [itemKey(0), itemKey(1)]],
    ['large', manyKeys(150)],
  ])('%s, its request is held on the way and lost: nobody knows, and it is not there', async (_, puts) => {
    await onStage(async (stage) => {
      const { clean, store, model, commit, proxy } = stage;
      const call = (signal: AbortSignal): Promise<unknown> => store.commit(model.id, commit, { signal });
      const { error } = await abortAt(stage, holdBefore(commitRequest), call);
      expect(error).toMatchObject({ code: 'outcome_unknown' });
      proxy.cut();
      expect(await commitIds(clean, model)).not.toContain(commit.commitId);
      await expectGoesOn(stage);
    }, puts);
  });

  test('its request is held on the way and arrives late: nobody knows, and it lands after all', async () => {
    await onStage(async (stage) => {
      const { clean, store, model, commit } = stage;
      const call = (signal: AbortSignal): Promise<unknown> => store.commit(model.id, commit, { signal });
      const { error, injection } = await abortAt(stage, holdBefore(commitRequest), call);
      expect(error).toMatchObject({ code: 'outcome_unknown' });
      // To call this "not written" would have been a lie.
      expect(await commitIds(clean, model)).not.toContain(commit.commitId);
      injection.release();
      await until('it lands', async () => (await commitIds(clean, model)).includes(commit.commitId));
      await expectGoesOn(stage);
    });
  });

  test('its answer is held: nobody knows, and it is there', async () => {
    await onStage(async (stage) => {
      const { clean, store, model, commit } = stage;
      const call = (signal: AbortSignal): Promise<unknown> => store.commit(model.id, commit, { signal });
      const { error, injection } = await abortAt(stage, holdAnswer(commitRequest), call);
      expect(error).toMatchObject({ code: 'outcome_unknown' });
      expect(await commitIds(clean, model)).toContain(commit.commitId);
      injection.release();
      await expectGoesOn(stage);
    });
  });

  test('a large one whose records are on the way to their places: it is committed, whatever the signal says', async () => {
    await onStage(async (stage) => {
      const { store, model, commit } = stage;
      const call = (signal: AbortSignal): Promise<unknown> => store.commit(model.id, commit, { signal });
      const apply = holdBefore({ type: 'TransactWriteItems', text: '"ConditionCheck"' });
      const { error: answer, injection } = await abortAt(stage, apply, call);
      expect(answer).toMatchObject({ outcome: 'committed' });
      injection.release();
      await expectGoesOn(stage);
    }, manyKeys(150));
  });

  test('while it waits to be sent again, because others were at work: the reason, and it is sent no more', async () => {
    await onStage(async (stage) => {
      const { client, store, model, commit, clean } = stage;
      const controller = new AbortController();
      let sent = 0;
      const second = Promise.withResolvers<void>();
      const send = client.send.bind(client) as (command: object, options?: object) => Promise<unknown>;
      // The engine never says so by itself.
      Object.assign(client, {
        send: async (command: object, options?: object) => {
          if (command.constructor.name !== 'TransactWriteItemsCommand') return send(command, options);
          if ((sent += 1) === 2) second.resolve();
          throw Object.assign(new Error('conflict'), { name: 'TransactionConflictException' });
        },
      });
      const called = store.commit(model.id, commit, { signal: controller.signal });
      // The second has failed by the time that this goes on, and the third is waited for.
      await second.promise;
      await new Promise((resolve) => setImmediate(resolve));
      const before = sent;
      controller.abort(reason);
      await expect(called).rejects.toBe(reason);
      expect(sent).toBe(before);
      expectNobodyListens(controller.signal);
      Object.assign(client, { send });
      expect(await commitIds(clean, model)).not.toContain(commit.commitId);
      await expectGoesOn(stage);
    });
  });
});

describe('a read that is not waited for any more', () => {
  test.each([
    ['its request is held', holdBefore({ type: 'TransactGetItems' })],
    ['its answer is held', holdAnswer({ type: 'TransactGetItems' })],
  ])('%s: the reason', async (_, fault) => {
    await onStage(async (stage) => {
      const call = (signal: AbortSignal): Promise<unknown> => stage.store.get(stage.model.id, [itemKey(0)], { signal });
      const { error, injection } = await abortAt(stage, fault, call);
      expect(error).toBe(reason);
      injection.release();
      await expectGoesOn(stage);
    });
  });

  test('between two pages: the reason, and the next page is not asked for', async () => {
    await onStage(async (stage) => {
      const { client, field, clean, model } = stage;
      for (let at = 1; at <= 8; at++) {
        const puts = [{ key: itemKey(at), envelope: new Uint8Array(300_000).fill(at) }];
        const commit = model.draft({ puts });
        await clean.commit(model.id, commit);
        model.commit(commit);
      }
      const controller = new AbortController();
      let pages = 0;
      const send = client.send.bind(client) as (command: object, options?: object) => Promise<unknown>;
      Object.assign(client, {
        send: async (command: object, options?: object) => {
          pages += 1;
          const page = await send(command, options);
          if (pages === 1) controller.abort(reason);
          return page;
        },
      });
      await expect(stage.store.load(model.id, { signal: controller.signal })).rejects.toBe(reason);
      expect(pages).toBe(1);
      expectNobodyListens(controller.signal);
      Object.assign(client, { send });
      expect(sameData((await stage.store.load(model.id)).records, model.records())).toBe(true);
      expect((await field.probe.rows(model.id)).records).toHaveLength(9);
    });
  });
});
