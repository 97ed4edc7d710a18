import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  anchorCheckpoint,
  createSigningKey,
  dialogueId,
  FileAnchor,
  MemoryStoreHeader,
  NoteVerifier,
  encodeStoreHeader,
  originOf,
  readLog,
  verifyLogAgainstNote,
  type DialogueStore,
  type PartitionStore,
} from '@colloquy/core';
import { createTestDialogueStore, createTestKeyring, seededSources } from '@colloquy/core/testing';
import { openSqliteStore } from '@colloquy/store-sqlite';
import { expect, onTestFinished, test } from 'vitest';

const id = dialogueId('rolled-back');
const sources = seededSources({ seed: 1 });

async function register(store: DialogueStore, count: number): Promise<void> {
  for (let at = 0; at < count; at++)
    await store.registerExpert(id, { slug: `e${sources.now()}`, role: 'x', source: 'pool', tier: 'Core' });
}

/** The same steps as an operator takes: copy the file, go on, anchor, put the copy back. */
test('a SQLite file that was put back is found against an anchored note, with keys and without', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-rolled-back-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'dialogues.db');
  const backup = join(folder, 'backup.db');
  const keyring = await createTestKeyring({ randomBytes: seededSources({ seed: 2 }).randomBytes });
  const header = new MemoryStoreHeader();
  const { kekId } = await keyring.kek(1);
  await header.putIfAbsent(
    encodeStoreHeader({ storeId: keyring.storeId, tenant: keyring.tenant, epochs: [[1, kekId]] }),
  );
  const signer = await createSigningKey({ header, keyring, name: 'example.org/laws' });
  const anchor = new FileAnchor({ directory: join(folder, 'notes') });
  const storeOver = (backend: PartitionStore): DialogueStore => createTestDialogueStore({ backend, keyring, sources });
  const using = async (work: (store: DialogueStore, backend: PartitionStore) => Promise<void>): Promise<void> => {
    const backend = await openSqliteStore({ path });
    try {
      await work(storeOver(backend), backend);
    } finally {
      await backend.close();
    }
  };

  let pinned = '';
  let origin = '';
  await using(async (store) => {
    await store.create(id, { title: 'To be put back' });
    await register(store, 3);
    const { checkpoint } = await anchorCheckpoint(store, id, signer, anchor);
    expect(checkpoint.n).toBe(4);
    origin = originOf(checkpoint);
    pinned = String(signer.verifier);
  });
  await copyFile(path, backup);
  await using(async (store) => {
    await register(store, 4);
    expect(await anchorCheckpoint(store, id, signer, anchor)).toMatchObject({ published: true, checkpoint: { n: 8 } });
  });
  const note = (await anchor.latest(origin)) ?? '';
  const against = { note, keys: [NoteVerifier.parse(pinned)] };
  await using(async (store) => {
    expect(await store.verify(id, { against })).toMatchObject({ ok: true, n: 8 });
  });

  await copyFile(backup, path);
  for (const suffix of ['-wal', '-shm']) await rm(`${path}${suffix}`, { force: true });
  await using(async (store, backend) => {
    expect(await store.verify(id)).toMatchObject({ ok: true, n: 4 });
    expect((await store.verify(id, { against })).findings).toMatchObject([{ kind: 'note_truncated', n: 8 }]);
    expect((await verifyLogAgainstNote(readLog(backend, id), against)).findings).toMatchObject([
      { kind: 'note_truncated', n: 8 },
    ]);
    const anchoring = anchorCheckpoint(store, id, signer, anchor);
    await expect(anchoring).rejects.toMatchObject({ code: 'integrity_error', context: { reason: 'rollback', n: 8 } });
  });

  // Written further until it is long enough again.
  await using(async (store) => {
    await register(store, 6);
    expect((await store.verify(id, { against })).findings).toMatchObject([{ kind: 'note_rewritten', n: 8 }]);
    const anchoring = anchorCheckpoint(store, id, signer, anchor);
    await expect(anchoring).rejects.toMatchObject({ code: 'integrity_error', context: { reason: 'fork', n: 8 } });
  });
  expect(await anchor.latest(origin)).toEqual(note);
});
