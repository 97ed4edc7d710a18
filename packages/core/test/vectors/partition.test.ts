import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dialogueId } from '../../src/address/index.ts';
import { encodeEntity } from '../../src/domain/entities/index.ts';
import { openLocalKeys } from '../../src/keys/local/index.ts';
import { MemoryEngine, MemoryPartitionStore } from '../../src/memory/index.ts';
import { createDialogueStore } from '../../src/store/index.ts';
import type { DialogueStore } from '../../src/traits/DialogueStore.ts';
import type { PublishedPartition } from './build/partition.ts';
import { bytesOf, publishedText } from './support/vectorsFolder.ts';

type Row = Readonly<Record<string, string | number>>;

const partition = JSON.parse(publishedText('partition.json')) as PublishedPartition;

function utf8(value: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(String(value)));
}

/** The published rows in an engine, the published keys in a folder. */
async function openPublished(): Promise<DialogueStore> {
  const engine = new MemoryEngine();
  const put = async (at: string, sort: string, item: object): Promise<unknown> =>
    engine.transact([{ action: 'put', partition: at, sort, item: { ...item } }]);
  for (const [id, { head, log, records }] of Object.entries(partition.dialogues)) {
    const headItem = ({ n, commit_id: commitId, header, auth }: Row) => {
      return { n, commitId, header: utf8(header), auth: bytesOf(String(auth)) };
    };
    await put(`dialogue#${id}`, '#head', headItem(head as Row));
    for (const row of log as readonly Row[]) {
      await put(`log#${id}`, String(row['n']).padStart(16, '0'), { ...headItem(row), body: utf8(row['body']) });
    }
    for (const row of records as readonly Row[]) {
      await put(`dialogue#${id}`, String(row['key']), {
        ...row,
        envelope: bytesOf(String(row['envelope'])),
      });
    }
  }
  const backend = new MemoryPartitionStore({ engine });
  await backend.header.putIfAbsent(utf8(partition.storeHeader));
  const directory = await mkdtemp(join(tmpdir(), 'colloquy-partition-'));
  onTestFinished(async () => rm(directory, { recursive: true, force: true }));
  await chmod(directory, 0o700);
  await mkdir(join(directory, 'vault'), { mode: 0o700 });
  await writeFile(join(directory, 'master.key'), bytesOf(partition.masterKey), { mode: 0o600 });
  for (const [name, text] of Object.entries(partition.vault)) {
    await writeFile(join(directory, 'vault', name), text, { mode: 0o600 });
  }
  const { tenant } = JSON.parse(partition.storeHeader) as { tenant: string };
  const { keyring } = await openLocalKeys({ directory, header: backend.header, tenant });
  return createDialogueStore({ backend, keyring });
}

test('a published partition opens from key file, vault and rows: every entity, every entry, the erased dialogue', async () => {
  const store = await openPublished();
  for (const [name, expected] of Object.entries(partition.expected)) {
    const id = dialogueId(name);
    const { ok, n, logHead, erased } = await store.verify(id);
    expect({ ok, n, logHead }, name).toMatchObject({
      ok: true,
      n: (expected as Row)['n'],
      logHead: (expected as Row)['logHead'],
    });
    if (erased !== undefined) {
      await expect(store.load(id)).rejects.toMatchObject({ code: 'key_erased' });
      continue;
    }
    const { state } = await store.load(id);
    const entities = Object.entries((expected as { entities: Record<string, [number, number, unknown]> }).entities);
    expect([...state.entries()].map(([key, entity]) => [key, encodeEntity(entity)])).toEqual(
      entities.map(([key, [, , entity]]) => [key, entity]),
    );
  }
  expect(Object.keys(partition.expected)).toEqual(['where-to-store', 'forgotten']);
});
