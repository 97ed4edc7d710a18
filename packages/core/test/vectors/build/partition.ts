import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecretKey } from 'node:crypto';
import { dialogueId } from '../../../src/address/index.ts';
import { concat, fromHex, sha256, toHex, utf8Bytes, type Json } from '../../../src/bytes/index.ts';
import { encodeEntity } from '../../../src/domain/entities/index.ts';
import { encodeStoreHeader } from '../../../src/keys/storeHeader.ts';
import { deriveLocalKek, umkIdOf } from '../../../src/keys/localKek.ts';
import { encodeEpochFile } from '../../../src/keys/local/epochFile.ts';
import { epochFileName } from '../../../src/keys/local/epochFileName.ts';
import { openLocalKeys } from '../../../src/keys/local/index.ts';
import { MemoryPartitionStore } from '../../../src/memory/index.ts';
import { createTestDialogueStore, createTestKeyOperations, seededSources } from '../../../src/testing/index.ts';
import type { Head, LogEntry, StoredRecord } from '../../../src/traits/PartitionStore.ts';

const tenant = 'Acme.1';
const id = dialogueId('where-to-store');
const erased = dialogueId('forgotten');

/** 32 bytes that are the same in every run. */
function fixed(label: string): Uint8Array {
  return sha256(utf8Bytes(`vector of a partition, ${label}`));
}

export interface PublishedPartition {
  readonly masterKey: string;
  /** By file name, as text: they are JSON. */
  readonly vault: Readonly<Record<string, string>>;
  readonly storeHeader: string;
  readonly dialogues: Readonly<Record<string, Readonly<Record<'records' | 'log' | 'head', unknown>>>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function recordRow({ key, digest, attributes, envelope }: StoredRecord): Json {
  return { key, digest, attributes, envelope: toHex(envelope) };
}

function headRow({ n, commitId, header, auth }: Head): Record<string, Json> {
  return { n, commit_id: commitId, header: text(header), auth: toHex(auth) };
}

function logRow(entry: LogEntry): Json {
  return { ...headRow(entry), body: text(entry.body) };
}

/**
 * A whole store as it lies on disk: key file, vault, header, and two dialogues: one under its second data key and second epoch, with
 * records under both data keys, and one that was erased.
 */
export async function buildPartition(): Promise<PublishedPartition> {
  const masterKey = fixed('master key');
  const umk = createSecretKey(masterKey);
  const storeId = toHex(fixed('store id').subarray(0, 16));
  const epochs = [1, 2].map((epoch) => {
    const salt = fixed(`salt of epoch ${epoch}`);
    const { kekId } = deriveLocalKek(umk, salt, { tenant, epoch });
    const material = concat([salt, fromHex(kekId) ?? new Uint8Array(0)]);
    return { epoch, kekId, name: epochFileName({ tenant, epoch }), file: encodeEpochFile({ tenant, epoch, material }) };
  });
  const header = (upTo: number): Uint8Array =>
    encodeStoreHeader({
      storeId,
      tenant,
      umkId: umkIdOf(umk, storeId),
      epochs: epochs.slice(0, upTo).map(({ epoch, kekId }) => [epoch, kekId]),
    });

  const directory = await mkdtemp(join(tmpdir(), 'colloquy-partition-'));
  try {
    await mkdir(join(directory, 'vault'), { mode: 0o700 });
    await writeFile(join(directory, 'master.key'), masterKey, { mode: 0o600 });
    for (const { name, file } of epochs) await writeFile(join(directory, 'vault', name), file, { mode: 0o600 });
    await chmod(directory, 0o700);
    const backend = new MemoryPartitionStore();
    await backend.header.putIfAbsent(header(1));
    const parts = { directory, header: backend.header, tenant };
    const { keyring, provider, vault } = await openLocalKeys(parts);
    const sources = seededSources({ seed: 20_260_206 });
    const store = createTestDialogueStore({ backend, keyring, sources, actor: 'vector' });
    const keys = { header: backend.header, vault, provider, tenant };
    const operations = createTestKeyOperations({ backend, keyring, keys, sources, actor: 'vector' });

    await store.create(id, { title: 'Where do we store this? — “Überall”, 世界' }, { operationId: 'create-1' });
    await store.registerExpert(id, { slug: 'brioche', role: 'Keeper', tier: 'Core', source: 'pool', relevance: 0.95 });
    await store.createRound(id, { round: 0, title: 'First', panel: [{ slug: 'brioche', source: 'pool' }] });
    await operations.rotateDataKey(id);
    await store.registerItem(id, {
      type: 'tension',
      round: 0,
      label: 'No way back',
      description: 'What if the move stalls?\n\tAnd \\ "quotes"?',
      contributors: ['brioche'],
    });
    await backend.header.replace(header(1), header(2));
    await operations.rewrap(id);
    await store.create(erased, { title: 'Nobody will read this again' });
    await operations.erase(erased);

    const state = (await store.load(id)).state;
    const dialogues: Record<string, Record<'records' | 'log' | 'head', unknown>> = {};
    const expected: Record<string, unknown> = {};
    for (const each of [id, erased]) {
      const { records, head } = await backend.load(each);
      const { entries } = await backend.log(each, 1, 1000);
      if (head === undefined) throw new Error('a dialogue has a head');
      dialogues[each] = { head: headRow(head), log: entries.map(logRow), records: records.map(recordRow) };
      const { logHead, n } = await store.verify(each);
      expected[each] = { n, logHead, entities: {} };
    }
    const revisions = new Map<string, number>();
    for (const entry of (await store.history(id, 1, 1000)).entries) {
      for (const key of entry.keys) revisions.set(key, entry.n);
    }
    const entities: Record<string, Json> = {};
    for (const [key, entity] of state.entries()) entities[key] = [revisions.get(key) ?? 0, 1, encodeEntity(entity)];
    expected[id] = { ...(expected[id] as object), entities };
    return {
      masterKey: toHex(masterKey),
      vault: Object.fromEntries(epochs.map(({ name, file }) => [name, text(file)])),
      storeHeader: text(header(2)),
      dialogues,
      expected,
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
