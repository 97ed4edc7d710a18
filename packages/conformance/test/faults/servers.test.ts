import { dialogueId, isColloquyError } from '@colloquy/core';
import { startPostgres, type PostgresServer } from '@colloquy/engines';
import { openPostgresStore } from '@colloquy/store-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemKey } from '../../src/data/names.ts';
import type { OpenStore } from '../../src/kit/AdapterKit.ts';
import { readLog } from '../../src/laws/support/state.ts';
import { ModelDialogue } from '../../src/model/ModelDialogue.ts';
import { runs, settings } from '../settings.ts';
import { Crew } from './support/Crew.ts';
import { createField } from './support/field.ts';
import { Watcher } from './support/Watcher.ts';

/* A server that goes away and comes back, while writers and a reader go on with the stores that they have. */

const { seed } = settings;
/** Short, for a server that does not answer at all; long enough for all that one does here. */
const callTimeoutMs = 1500;
const writers = 4;
const keys = [itemKey(0), itemKey(1)];

interface Outage {
  readonly name: string;
  /** What a commit is told that waits for the head when it begins. */
  readonly told: readonly string[];
  readonly begin: (server: PostgresServer) => Promise<void>;
  readonly end: (server: PostgresServer) => Promise<void>;
}

const outages: readonly Outage[] = [
  { name: 'paused', told: ['outcome_unknown'], begin: (server) => server.pause(), end: (server) => server.resume() },
  { name: 'killed', told: ['outcome_unknown'], begin: (server) => server.kill(), end: (server) => server.start() },
  {
    name: 'stopped in order',
    // The session that holds the head may be ended first: then there is time for the commit.
    told: ['outcome_unknown', 'no error'],
    begin: (server) => server.stop(),
    end: (server) => server.start(),
  },
];

/** Of the outage in question: one that a test leaves down is no other's business. */
let server: PostgresServer;

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    (error: unknown) => (isColloquyError(error) ? error.code : String(error)),
  );
}

/** Lets a crew write through three outages, and answers what is wrong. */
async function throughOutages({ begin, end }: Outage): Promise<Crew & { readonly reasons: string[] }> {
  await using field = await createField(server.url);
  await using stack = new AsyncDisposableStack();
  const open = async (): Promise<OpenStore> =>
    stack.adopt(await openPostgresStore({ url: field.url, callTimeoutMs, maxConnections: 3 }), (store) =>
      store.close(),
    );
  const stores = await Promise.all(Array.from({ length: writers }, open));
  const reader = await open();
  const writes = runs(12);
  const crew = new Crew({ seed, id: dialogueId('outage'), stores, reader, writes });
  const running = crew.run();
  const total = writers * writes;
  for (const acknowledged of [total / 6, total / 2, (total * 5) / 6].map(Math.floor)) {
    // The moment after an acknowledgement, and the others are in the middle of something.
    await crew.reached(acknowledged);
    crew.wait();
    await begin(server);
    await crew.stuck();
    await end(server);
    crew.goOn();
  }
  await running;
  const findings = await crew.judge(field.clean);
  return Object.assign(crew, {
    reasons: findings.map(({ clause, reason, message }) => `${clause} ${reason}: ${message}`),
  });
}

describe.each(outages)('a server that is $name', (outage) => {
  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(async () => {
    await server.close();
  });

  test(`writers and a reader go on, seed ${seed}`, { timeout: 60_000 * runs(1) }, async () => {
    const { reasons, acknowledged, reads, failures } = await throughOutages(outage);
    expect(reasons, `seed ${seed}`).toEqual([]);
    expect(acknowledged).toBe(writers * runs(12));
    expect(reads).toBeGreaterThan(writers);
    // They have felt it, each time.
    expect(failures.get('backend_unavailable')).toBeGreaterThan(0);
  });

  test(
    'while a commit waits for the head: nobody is told a lie, and the same bytes land once',
    { timeout: 60_000 },
    async () => {
      await using field = await createField(server.url);
      await using watcher = await Watcher.over(field.url);
      await using store = await openPostgresStore({ url: field.url, callTimeoutMs });
      const model = new ModelDialogue(dialogueId('held'));
      const { id } = model;
      const first = model.draft({ puts: keys });
      await store.commit(id, first);
      model.commit(first);
      const holder = await watcher.holdHead(id);
      const commit = model.draft({ puts: keys });
      const told = codeOf(store.commit(id, commit));
      await watcher.waiting(1);
      await outage.begin(server);
      expect(outage.told).toContain(await told);
      expect(await codeOf(store.head(id))).toBe('backend_unavailable');
      // Nothing can be sent, so this is certain: no doubt is told where there is none.
      expect(await codeOf(store.commit(id, commit))).toBe('backend_unavailable');
      await outage.end(server);
      await holder.release();
      expect(await store.commit(id, commit)).toMatchObject({ outcome: 'committed' });
      model.commit(commit);
      expect(await readLog(store, id)).toEqual(model.entries(1));
      expect(await store.load(id)).toMatchObject({ head: model.head(), records: model.records() });
    },
  );
});
