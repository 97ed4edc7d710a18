import { dialogueId, isColloquyError } from '@colloquy/core';
import { startDynamo, type DynamoServer } from '@colloquy/engines';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemKey, manyKeys } from '../../../src/data/names.ts';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import { readLog } from '../../../src/laws/support/state.ts';
import { ModelDialogue } from '../../../src/model/ModelDialogue.ts';
import { runs, settings } from '../../settings.ts';
import { Crew } from '../support/Crew.ts';
import { createDynamoField } from '../support/dynamoField.ts';

/* An engine that goes away and comes back, while writers and a reader go on with the stores that they have. */

const { seed } = settings;
/** Long enough for all that an engine does here that answers at all. */
const timeoutMs = 1000;
/** Of those who go on after a request that took too long, whyever. */
const crewTimeoutMs = 500;
const writers = 3;
const writes = runs(8);

interface Outage {
  readonly name: string;
  /** What a commit is told that is sent meanwhile. */
  readonly told: string;
  readonly begin: (server: DynamoServer) => Promise<void>;
  readonly end: (server: DynamoServer) => Promise<void>;
}

const outages: readonly Outage[] = [
  { name: 'paused', told: 'outcome_unknown', begin: (server) => server.pause(), end: (server) => server.resume() },
  // Nobody listens, at the only attempt: this is certain, and no doubt is told where there is none.
  { name: 'killed', told: 'backend_unavailable', begin: (server) => server.kill(), end: (server) => server.start() },
];

/** Of the outage in question: one that a test leaves down is no other's business. */
let server: DynamoServer;

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    (error: unknown) => (isColloquyError(error) ? error.code : String(error)),
  );
}

/** Lets a crew write through three outages, and answers what is wrong. */
async function throughOutages({ begin, end }: Outage): Promise<Crew & { readonly reasons: string[] }> {
  await using field = await createDynamoField(server.endpoint);
  await using stack = new AsyncDisposableStack();
  const open = async (attempts: number): Promise<OpenStore> =>
    stack.adopt(await field.open(server.endpoint, { attempts, timeoutMs: crewTimeoutMs }), (store) => store.close());
  const stores = await Promise.all(Array.from({ length: writers }, (_, at) => open(1 + (at % 2))));
  const reader = await open(1);
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

describe.each(outages)('an engine that is $name', (outage) => {
  beforeAll(async () => {
    server = await startDynamo();
  });

  afterAll(async () => {
    await server.close();
  });

  test(`writers and a reader go on, seed ${seed}`, { timeout: 60_000 * runs(1) }, async () => {
    const { reasons, acknowledged, reads, failures } = await throughOutages(outage);
    expect(reasons, `seed ${seed}`).toEqual([]);
    expect(acknowledged).toBe(writers * writes);
    expect(reads).toBeGreaterThan(writers);
    // They have felt it, each time.
    expect(failures.get('backend_unavailable')).toBeGreaterThan(0);
  });

  test('nobody is told a lie, and the same bytes land once', { timeout: 60_000 }, async () => {
    await using field = await createDynamoField(server.endpoint);
    await using stack = new AsyncDisposableStack();
    const store = stack.adopt(await field.open(server.endpoint, { attempts: 1, timeoutMs }), (each) => each.close());
    const model = new ModelDialogue(dialogueId('held'));
    const { id } = model;
    // A large one too, so that all kinds of requests were answered before.
    for (const puts of [[itemKey(0), itemKey(1)], manyKeys(150)]) {
      const commit = model.draft({ puts });
      await store.commit(id, commit);
      model.commit(commit);
    }
    const commit = model.draft({ puts: [itemKey(0), itemKey(1)] });
    await outage.begin(server);
    expect(await codeOf(store.head(id))).toBe('backend_unavailable');
    expect(await codeOf(store.load(id))).toBe('backend_unavailable');
    // By now the client has heard of every connection that is gone.
    expect(await codeOf(store.commit(id, commit))).toBe(outage.told);
    await outage.end(server);
    expect(await store.commit(id, commit)).toMatchObject({ outcome: 'committed' });
    model.commit(commit);
    expect(await readLog(store, id)).toEqual(model.entries(1));
    expect(await store.load(id)).toMatchObject({ head: model.head(), records: model.records() });
  });
});
