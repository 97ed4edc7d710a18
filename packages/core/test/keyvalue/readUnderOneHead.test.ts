import { describe, expect, test } from 'vitest';
import { dialogueId } from '../../src/address/index.ts';
import { isRecordKey, type RecordKey } from '../../src/address/RecordKey.ts';
import { ColloquyError } from '../../src/errors/index.ts';
import type { Engine } from '../../src/keyvalue/index.ts';
import { MemoryEngine, MemoryPartitionStore } from '../../src/memory/index.ts';
import type { Commit } from '../../src/traits/index.ts';

const id = dialogueId('large-reads');

function key(text: string): RecordKey {
  if (!isRecordKey(text)) throw new TypeError(text);
  return text;
}

const keys = Array.from({ length: 40 }, (_, at) => key(`item#${String(at).padStart(2, '0')}`));

/** Commit n, which gives every record the digest of its number. */
function commit(n: number): Commit {
  const digest = (each: number): string => String(each).padStart(64, '0');
  return {
    n,
    commitId: String(n).padStart(32, '0'),
    header: new Uint8Array(1),
    body: new Uint8Array(1),
    auth: new Uint8Array(1),
    changes: keys.map((each) => ({
      key: each,
      prior: n === 1 ? null : digest(n - 1),
      digest: digest(n),
      attributes: {},
      envelope: new Uint8Array([n]),
    })),
    checks: [],
  };
}

/** An engine whose answers hold at most so many items; `between` runs before each read. */
function narrow(engine: Engine, most: number, between: () => Promise<void> = async () => undefined): Engine {
  return {
    transact: (actions) => engine.transact(actions),
    query: (query) => engine.query(query),
    remove: (places) => engine.remove(places),
    partitions: () => engine.partitions(),
    partitionPage: (page) => engine.partitionPage(page),
    read: async (places) => {
      await between();
      if (places.length > most) throw new ColloquyError('limit_exceeded', 'too many');
      return engine.read(places);
    },
  };
}

describe('a get that one answer does not hold', () => {
  test.each([2, 3, 7, 20, 40, 41])('%i items an answer: all records, in order, once', async (most) => {
    const engine = new MemoryEngine();
    await new MemoryPartitionStore({ engine }).commit(id, commit(1));
    const store = new MemoryPartitionStore({ engine: narrow(engine, most) });
    const { head, records } = await store.get(id, [...keys].toReversed());
    expect(head?.n).toBe(1);
    expect(records.map((record) => record.key)).toEqual(keys);
  });

  test('is one state, whoever commits between its parts', async () => {
    const engine = new MemoryEngine();
    const writer = new MemoryPartitionStore({ engine });
    await writer.commit(id, commit(1));
    let reads = 0;
    const between = async (): Promise<void> => {
      reads += 1;
      // Between the two halves of the first try, and once more in the second.
      if (reads === 3) await writer.commit(id, commit(2));
      if (reads === 7) await writer.commit(id, commit(3));
    };
    const { head, records } = await new MemoryPartitionStore({ engine: narrow(engine, 21, between) }).get(id, keys);
    expect(records.map(({ envelope }) => envelope[0])).toEqual(keys.map(() => head?.n));
  });

  test('a single item that is too large stays an error', async () => {
    const store = new MemoryPartitionStore({ engine: narrow(new MemoryEngine(), 1) });
    await expect(store.get(id, keys.slice(0, 1))).rejects.toMatchObject({ code: 'limit_exceeded' });
  });
});

describe('a commit whose conditions one answer does not hold', () => {
  test.each([2, 3, 20, 41])('%i items an answer: every record that is not as it should be, in order', async (most) => {
    const engine = new MemoryEngine();
    await new MemoryPartitionStore({ engine }).commit(id, commit(1));
    const store = new MemoryPartitionStore({ engine: narrow(engine, most) });
    const stale = commit(2);
    const wrong = {
      ...stale,
      changes: stale.changes.map((each, at) => (at % 3 === 0 ? { ...each, prior: null } : each)),
    };
    const outcome = await store.commit(id, wrong);
    expect(outcome).toMatchObject({ outcome: 'mismatch', keys: keys.filter((_, at) => at % 3 === 0) });
  });
});
