import {
  isRecordKey,
  MemoryPartitionStore,
  type Commit,
  type DialogueId,
  type DialogueStore,
  type Json,
  type PartitionStore,
  type RecordKey,
} from '@colloquy/core';
import { createTestDialogueStore, seededSources, type PayloadCodec, type SealBatch } from '@colloquy/core/testing';
import { benchKeyring } from '../workbench/Workbench.ts';

/** An entity as it was before sealing. */
export interface PlainEntity {
  readonly key: RecordKey;
  readonly v: number;
  readonly payload: Readonly<Record<string, Json>>;
  readonly attributes: Commit['changes'][number]['attributes'];
}

/** A commit with what was sealed in it. Records of wrapped keys stand in `commit` alone. */
export interface CommitCall {
  readonly method: 'commit';
  readonly kind: string;
  readonly commit: Commit;
  readonly entities: readonly PlainEntity[];
  /** Those that `commit` holds as they are. */
  readonly asSealed: ReadonlySet<PlainEntity>;
}

/** One call of a backend, as a dialogue store made it. */
export type Call =
  | { readonly method: 'head' }
  | { readonly method: 'get'; readonly keys: readonly RecordKey[] }
  | { readonly method: 'last'; readonly prefix: string }
  | { readonly method: 'load' }
  | { readonly method: 'log'; readonly from: number; readonly limit: number }
  | CommitCall;

/** A call of a dialogue store, and what it asked its backend for. */
export interface Step {
  readonly name: string;
  readonly calls: readonly Call[];
}

/** The life of one dialogue. */
export interface Trace {
  readonly id: DialogueId;
  readonly steps: readonly Step[];
  /** Seals other records as those of the trace were sealed. */
  readonly seal: (call: CommitCall, records: SealBatch['records']) => Promise<readonly Uint8Array[]>;
}

/** Does something to a dialogue, a step at a time. */
export type Story = (
  step: (name: string, run: (store: DialogueStore) => Promise<unknown>) => Promise<void>,
) => Promise<void>;

/** Lets a story happen over a store in memory, and keeps what its backend was asked for. The same for the same seed. */
export async function traceOf(id: DialogueId, story: Story, seed: number): Promise<Trace> {
  const steps: Step[] = [];
  const batches = new Map<number, SealBatch>();
  let calls: Call[] = [];
  let inner: PayloadCodec | undefined;
  const codecOf = (codec: PayloadCodec): PayloadCodec => ({
    ...codec,
    seal: async (batch, options) => {
      inner = codec;
      batches.set(batch.n, batch);
      return codec.seal(batch, options);
    },
  });
  const backend = recording(new MemoryPartitionStore(), batches, (call) => calls.push(call));
  const store = createTestDialogueStore({
    backend,
    keyring: await benchKeyring(),
    sources: seededSources({ seed }),
    codecOf,
  });
  await story(async (name, run) => {
    calls = [];
    await run(store);
    steps.push({ name, calls });
  });
  return {
    id,
    steps,
    seal: async ({ commit }, records) => {
      const batch = batches.get(commit.n);
      if (batch === undefined || inner === undefined) throw new Error(`Commit ${commit.n} was not seen.`);
      return (await inner.seal({ ...batch, records })).envelopes;
    },
  };
}

function recording(
  store: PartitionStore,
  batches: ReadonlyMap<number, SealBatch>,
  note: (call: Call) => void,
): PartitionStore {
  return {
    head: (id, options) => {
      note({ method: 'head' });
      return store.head(id, options);
    },
    get: (id, keys, options) => {
      note({ method: 'get', keys });
      return store.get(id, keys, options);
    },
    last: (id, prefix, options) => {
      note({ method: 'last', prefix });
      return store.last(id, prefix, options);
    },
    load: (id, options) => {
      note({ method: 'load' });
      return store.load(id, options);
    },
    log: (id, from, limit, options) => {
      note({ method: 'log', from, limit });
      return store.log(id, from, limit, options);
    },
    commit: (id, commit, options) => {
      const batch = batches.get(commit.n);
      if (batch === undefined) throw new Error(`Commit ${commit.n} was not sealed.`);
      const entities = entitiesOf(commit, batch);
      note({ method: 'commit', kind: batch.kind, commit, entities, asSealed: new Set(entities) });
      return store.commit(id, commit, options);
    },
    settle: (id, options) => store.settle(id, options),
  };
}

function entitiesOf({ changes }: Commit, { records }: SealBatch): readonly PlainEntity[] {
  const attributes = new Map(changes.map((change) => [change.key, change.attributes]));
  return records.map(({ key, plaintext }): PlainEntity => {
    const { entity, v } = JSON.parse(Buffer.from(plaintext).toString('utf8')) as {
      readonly entity: PlainEntity['payload'];
      readonly v: number;
    };
    if (!isRecordKey(key)) throw new Error(`${String(key)} is no key.`);
    return { key, v, payload: entity, attributes: attributes.get(key) ?? {} };
  });
}
