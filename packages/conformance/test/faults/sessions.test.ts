import { createDialogueStore, dialogueId, isColloquyError } from '@colloquy/core';
import { hold, startPostgres, startPostgresProxy, type PostgresServer } from '@colloquy/engines';
import { openPostgresStore } from '@colloquy/store-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemKey } from '../../src/data/names.ts';
import type { OpenStore } from '../../src/kit/AdapterKit.ts';
import { readLog } from '../../src/laws/support/state.ts';
import { ModelDialogue } from '../../src/model/ModelDialogue.ts';
import { Dice } from '../../src/processes/Dice.ts';
import { keyringOfSeed } from '../../src/processes/dialogueProgram.ts';
import { tagsOf } from '../../src/processes/tagsOf.ts';
import { prepareDialogue } from '../processes/support/scripts.ts';
import { runs, settings } from '../settings.ts';
import { absenceMeansNotWritten } from './mutants/senders.ts';
import { Crew } from './support/Crew.ts';
import { createField, openStore } from './support/field.ts';
import { oldSessionStory } from './support/oldSession.ts';
import { sendSameBytes } from './support/resend.ts';
import { until } from './support/until.ts';
import { Watcher } from './support/Watcher.ts';

/* Sessions that somebody ends or interrupts, at any moment and at the very moment in which a commit waits for the head. */

const { seed } = settings;
const keys = [itemKey(0), itemKey(1)];

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => {
  await server.close();
});

type Field = Awaited<ReturnType<typeof createField>>;

interface Held {
  readonly field: Field;
  readonly watcher: Watcher;
  readonly model: ModelDialogue;
}

/** A dialogue with one commit, and somebody who can hold its head. */
async function withDialogue(use: (held: Held) => Promise<void>): Promise<void> {
  await using field = await createField(server.url);
  await using watcher = await Watcher.over(field.url);
  const model = new ModelDialogue(dialogueId('held'));
  const first = model.draft({ puts: keys });
  await field.clean.commit(model.id, first);
  model.commit(first);
  await use({ field, watcher, model });
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    (error: unknown) => (isColloquyError(error) ? error.code : String(error)),
  );
}

async function expectIs(store: OpenStore, model: ModelDialogue): Promise<void> {
  expect(await readLog(store, model.id)).toEqual(model.entries(1));
  expect(await store.load(model.id)).toMatchObject({ head: model.head(), records: model.records() });
}

describe('while a commit waits for the head', () => {
  test('its session is ended: nobody knows; the same bytes wait and land, once', async () => {
    await withDialogue(async ({ field, watcher, model }) => {
      const { clean } = field;
      const holder = await watcher.holdHead(model.id);
      const commit = model.draft({ puts: keys });
      const lost = codeOf(clean.commit(model.id, commit));
      const [pid = 0] = await watcher.waiting(1);
      expect(await watcher.terminate(pid)).toBe(true);
      expect(await lost).toBe('outcome_unknown');
      await expectIs(clean, model);

      const again = clean.commit(model.id, commit);
      await watcher.waiting(1);
      await holder.release();
      expect(await again).toMatchObject({ outcome: 'committed' });
      model.commit(commit);
      expect(await clean.commit(model.id, commit)).toMatchObject({ outcome: 'committed' });
      await expectIs(clean, model);
    });
  });

  test('it is cancelled: nothing was written, and the same bytes may be sent again', async () => {
    await withDialogue(async ({ field, watcher, model }) => {
      const { clean } = field;
      const holder = await watcher.holdHead(model.id);
      const commit = model.draft({ puts: keys });
      const refused = codeOf(clean.commit(model.id, commit));
      const [pid = 0] = await watcher.waiting(1);
      expect(await watcher.cancel(pid)).toBe(true);
      expect(await refused).toBe('backend_busy');
      await holder.release();
      await expectIs(clean, model);
      expect(await clean.commit(model.id, commit)).toMatchObject({ outcome: 'committed' });
      model.commit(commit);
      await expectIs(clean, model);
    });
  });

  test('its connection is cut and its session goes on: the same bytes wait for it and recognise themselves', async () => {
    await using field = await createField(server.url);
    expect(await oldSessionStory(field, sendSameBytes)).toEqual({ findings: [], outcome: 'committed' });
  });

  test(`${absenceMeansNotWritten.id} dies: ${absenceMeansNotWritten.reason}`, async () => {
    await using field = await createField(server.url);
    const { findings } = await oldSessionStory(field, absenceMeansNotWritten.resend ?? sendSameBytes);
    expect(findings.map(({ clause, reason }) => `${clause} ${reason}`)).toEqual([absenceMeansNotWritten.reason]);
  });

  test('the session of a dialogue store is ended again and again: the write lands once and nobody notices', async () => {
    await using field = await createField(server.url);
    await using watcher = await Watcher.over(field.url);
    const dialogues = createDialogueStore({ backend: field.clean, keyring: await keyringOfSeed(seed) });
    const id = dialogueId('held');
    const before = await prepareDialogue(dialogues, id);
    const holder = await watcher.holdHead(id);
    const input = { target: 'T0001', actors: ['muffin'], reason: 'w0.0' };
    const written = dialogues.commentTension(id, input, { operationId: 'w0.0' });
    for (let times = 0; times < 4; times++) {
      const [pid = 0] = await watcher.waiting(1);
      expect(await watcher.terminate(pid)).toBe(true);
      await watcher.waiting(0);
    }
    await watcher.waiting(1);
    await holder.release();
    expect(await written).toMatchObject({ n: before + 1 });
    expect(tagsOf((await dialogues.load(id)).state)).toEqual(['w0.0']);
    expect(await dialogues.verify(id)).toMatchObject({ ok: true, findings: [] });
  });
});

test('a session is ended while its connection is being made: the call takes another one, and the process lives', async () => {
  await using field = await createField(server.url);
  await using watcher = await Watcher.over(field.url);
  await using proxy = await startPostgresProxy(field.url);
  await using store = await openPostgresStore({ url: proxy.serverUrl, setup: false, maxConnections: 1 });
  for (const pid of await watcher.sessions()) await watcher.terminate(pid);
  await until('no connection is left', () => proxy.connections.every(({ isOpen }) => !isOpen));
  await until('no session is left', async () => (await watcher.sessions()).length === 0);

  // The welcome and the farewell arrive together: the pool hands the connection on, and it ends before anybody listens.
  const held = proxy.inject(hold('response'));
  const head = store.head(dialogueId('nobody'));
  await until('the session is there', async () => (await watcher.sessions()).length === 1);
  for (const pid of await watcher.sessions()) await watcher.terminate(pid);
  await until('the session is gone', async () => (await watcher.sessions()).length === 0);
  held.release();
  expect(await head).toBeUndefined();
});

test(
  `sessions are ended and interrupted at random while others write and read, seed ${seed}`,
  { timeout: 60_000 * runs(1) },
  async () => {
    await using field = await createField(server.url);
    await using watcher = await Watcher.over(field.url);
    await using stack = new AsyncDisposableStack();
    const open = async (): Promise<OpenStore> => stack.adopt(await openStore(field.url), (store) => store.close());
    const stores = await Promise.all([open(), open(), open(), open()]);
    const writes = runs(25);
    const crew = new Crew({ seed, id: dialogueId('stormy'), stores, reader: await open(), writes });
    const running = crew.run();
    const dice = new Dice(seed);
    let [ended, interrupted] = [0, 0];
    for (let at = 0; crew.acknowledged < stores.length * writes; at++) {
      await crew.reached(Math.min(at, stores.length * writes));
      const pids = await watcher.sessions();
      const pid = pids[dice.below(Math.max(pids.length, 1))];
      if (pid === undefined) continue;
      if (dice.below(4) === 0) interrupted += (await watcher.cancel(pid)) ? 1 : 0;
      else ended += (await watcher.terminate(pid)) ? 1 : 0;
    }
    await running;
    const findings = await crew.judge(field.clean);
    expect(findings, `seed ${seed}: ${findings[0]?.message}`).toEqual([]);
    expect(ended).toBeGreaterThan(writes);
    expect(interrupted).toBeGreaterThan(0);
    // Some of them hit a commit that was on its way.
    expect(crew.sentAgain).toBeGreaterThan(0);
  },
);
