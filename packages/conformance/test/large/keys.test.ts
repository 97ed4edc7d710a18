import {
  dialogueId,
  EphemeralKeyProvider,
  MemoryKeyVault,
  createDialogueStore,
  createKeyOperations,
  createKeys,
} from '@colloquy/core';
import { openSqliteStore } from '@colloquy/store-sqlite';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Ledger } from '../../src/dialogue/support/Ledger.ts';

const id = dialogueId('many-keys');

test('a dialogue of 3 000 records: rotated, sealed anew, rewrapped, erased, each in as many requests as the clause says', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-large-'));
  try {
    const sqlite = await openSqliteStore({ path: join(folder, 'dialogues.db'), synchronous: 'normal' });
    try {
      const ledger = new Ledger();
      const keys = {
        header: sqlite.header,
        vault: new MemoryKeyVault(),
        provider: new EphemeralKeyProvider(),
        tenant: 'large',
      };
      const keyring = await createKeys(keys);
      const open = () => createDialogueStore({ backend: sqlite, keyring });
      const store = open();
      await store.create(id, { title: 'Many records' });
      await store.registerExpert(id, { slug: 'muffin', role: 'Voice', tier: 'Core', source: 'pool' });
      const perspectives = Array.from({ length: 99 }, (_, at) => ({
        label: `Perspective ${at}`,
        content: 'One of many.',
        contributors: ['muffin'],
      }));
      for (let round = 0; round < 15; round++) await store.registerRound(id, { round, panel: [], perspectives });
      const counted = ledger.over(sqlite);
      const backend = { ...counted, dialogueIds: () => sqlite.dialogueIds() };
      const operations = createKeyOperations({ backend, keyring, keys });
      const cost = async <T>(call: () => Promise<T>): Promise<T & { cost: string }> => {
        ledger.reset();
        const answer = await call();
        const asked = Object.entries(ledger.counts).filter(([, count]) => count > 0);
        return { ...answer, cost: asked.map(([method, count]) => `${count} ${method}`).join(', ') };
      };

      const { state } = await store.load(id);
      const records = (await sqlite.load(id)).records.length - 2;
      expect(records).toBeGreaterThan(3000);
      expect(await cost(() => operations.rotateDataKey(id))).toMatchObject({ cost: '1 get, 1 commit', keyVersion: 2 });
      const batches = Math.ceil(records / 94);
      expect(await cost(() => operations.reseal(id))).toMatchObject({ cost: `2 load, ${batches + 1} commit`, records });
      await operations.addEpoch();
      expect(await cost(() => operations.rewrap(id))).toMatchObject({ cost: '2 get, 1 commit', keys: 2 });
      await operations.destroyEpoch(1);
      const reader = open();
      const after = await reader.load(id);
      expect([...after.state.entries()]).toEqual([...state.entries()]);
      expect((await reader.verify(id)).findings).toEqual([]);
      const buried = Math.ceil((records + 1) / 500);
      const erased = await cost(() => operations.erase(id));
      // A page of the log holds 1 MiB.
      expect(erased.cost).toBe(`1 head, 2 load, 2 log, ${buried + 1} commit, 1 settle`);
      expect(erased.certificate.removed).toEqual({ wraps: 1, records });
      expect((await open().verify(id)).findings).toEqual([]);
      await expect(reader.load(id)).rejects.toMatchObject({ code: 'key_erased' });
    } finally {
      await sqlite.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
