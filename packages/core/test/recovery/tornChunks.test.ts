import {
  createDialogueStore,
  createKeys,
  createRecovery,
  dialogueId,
  EphemeralKeyProvider,
  isColloquyError,
  MemoryEngine,
  MemoryKeyVault,
  MemoryPartitionStore,
  type Engine,
} from '@colloquy/core';
import { expect, test } from 'vitest';

const id = dialogueId('torn-chunks');
const redo = `redo#${id}`;
const reason = 'Restored the copy of last night.';

/** An engine whose process dies after so many transactions. */
function dying(engine: Engine, after: number): Engine {
  let left = after;
  return {
    transact: async (actions, options) => {
      left -= 1;
      if (left < 0) throw new Error('the process is gone');
      return engine.transact(actions, options);
    },
    remove: async (places, options) => {
      left -= 1;
      if (left < 0) throw new Error('the process is gone');
      return engine.remove(places, options);
    },
    read: (places, options) => engine.read(places, options),
    query: (query, options) => engine.query(query, options),
    partitions: (options) => engine.partitions(options),
    partitionPage: (page, options) => engine.partitionPage(page, options),
  };
}

/** A dialogue whose last commit is large and was not applied, and of whose chunks one is lost. */
async function withLostChunk() {
  const engine = new MemoryEngine();
  const backend = new MemoryPartitionStore({ engine, transactionLimit: 10 });
  const keyring = await createKeys({
    header: backend.header,
    vault: new MemoryKeyVault(),
    provider: new EphemeralKeyProvider(),
    tenant: 'acme',
  });
  const store = createDialogueStore({ backend, keyring });
  await store.create(id, { title: 'About chunks' });
  await store.registerExpert(id, { slug: 'muffin', role: 'Architect', tier: 'Core', source: 'pool' });
  const perspectives = Array.from({ length: 20 }, (_, at) => {
    return { label: `Number ${at}`, content: 'x'.repeat(90_000), contributors: ['muffin'] };
  });
  const brief = new MemoryPartitionStore({ engine: dying(engine, 1), transactionLimit: 10 });
  const panel = [{ slug: 'muffin', source: 'pool' as const }];
  await createDialogueStore({ backend: brief, keyring }).registerRound(id, { round: 0, panel, perspectives });
  const { rows } = await engine.query({ partition: redo, prefix: '', limit: Infinity });
  return { engine, backend, keyring, chunks: rows.map(({ sort }) => sort) };
}

test('all chunks are there: unfinished, and nothing to reattest', async () => {
  const { backend, keyring, chunks } = await withLostChunk();
  expect(chunks.length).toBeGreaterThan(1);
  const recovery = createRecovery({ backend, keyring });
  const { verdict, digest } = await recovery.doctor(id);
  expect(verdict).toBe('unfinished');
  const error: unknown = await recovery.reattest(id, { digest, reason }).catch((each: unknown) => each);
  expect(isColloquyError(error, 'invalid_argument')).toBe(true);
  await backend.settle(id);
  expect((await recovery.doctor(id)).verdict).toBe('sound');
});

test('a chunk is lost: torn, with the obstacle that says so, and repaired after the mark was removed by hand', async () => {
  const { engine, backend, keyring, chunks } = await withLostChunk();
  const [first = ''] = chunks;
  await engine.transact([{ action: 'delete', partition: redo, sort: first }]);
  const recovery = createRecovery({ backend, keyring });
  const found = await recovery.doctor(id);
  expect([found.verdict, found.obstacles]).toEqual(['torn', ['pending']]);
  const error: unknown = await recovery.reattest(id, { digest: found.digest, reason }).catch((each: unknown) => each);
  expect(isColloquyError(error, 'integrity_error')).toBe(true);
  expect((error as { context: unknown }).context).toMatchObject({ reason: 'not_repairable', obstacles: ['pending'] });

  const place = { partition: `dialogue#${id}`, sort: '#head' };
  const [head = {}] = await engine.read([place]);
  const { pendingCommitId: _mark, pendingChunks: _chunks, ...item } = head;
  await engine.transact([{ action: 'put', ...place, item }]);
  const { verdict, obstacles, digest, records } = await recovery.doctor(id);
  expect([verdict, obstacles]).toEqual(['torn', []]);
  expect(records.length).toBeGreaterThan(20);
  const { n } = await recovery.reattest(id, { digest, reason });
  const store = createDialogueStore({ backend, keyring });
  expect((await store.load(id)).state.list('expert').length).toBe(1);
  expect((await store.verify(id)).reattestations.map((each) => each.n)).toEqual([n]);
});

test('a backend without `repair` is told before it is tried, where the head does not fit the log', async () => {
  const { engine, backend, keyring } = await withLostChunk();
  await backend.settle(id);
  await engine.transact([{ action: 'delete', partition: `dialogue#${id}`, sort: '#head' }]);
  const { head, get, last, load, log, commit, settle } = backend;
  const methods = { head, get, last, load, log, commit, settle };
  const plain = Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [name, method.bind(backend)]),
  ) as unknown as typeof methods;
  const { verdict, obstacles } = await createRecovery({ backend: plain, keyring }).doctor(id);
  expect([verdict, obstacles]).toEqual(['torn', ['backend']]);
});
