import { createWithFreeId, dialogueId, MemoryPartitionStore, type DialogueStore } from '@colloquy/core';
import { createTestDialogueStore, createTestKeyring, seededSources } from '@colloquy/core/testing';
import { describe, expect, test } from 'vitest';

async function freshStore(): Promise<DialogueStore> {
  const sources = seededSources({ seed: 7 });
  const { randomBytes } = sources;
  return createTestDialogueStore({
    backend: new MemoryPartitionStore(),
    keyring: await createTestKeyring({ randomBytes }),
    sources,
  });
}

describe('a dialogue under a free id', () => {
  test('takes the slug of the title, then -2 to -99, then says that they are exhausted', async () => {
    const store = await freshStore();
    const ids: string[] = [];
    for (let i = 0; i < 99; i++) {
      const { dialogueId: id, n } = await createWithFreeId(store, { title: 'NVIDIA: Analysis!' }, 'slug');
      expect(n).toBe(1);
      ids.push(id);
    }
    expect(ids).toEqual(['nvidia-analysis', ...Array.from({ length: 98 }, (_, i) => `nvidia-analysis-${i + 2}`)]);
    await expect(createWithFreeId(store, { title: 'NVIDIA: Analysis!' }, 'slug')).rejects.toMatchObject({
      code: 'dialogue_id_exhausted',
      context: { slug: 'nvidia-analysis' },
    });
  });

  test('an opaque id tells nothing of the title, and no two are equal', async () => {
    const store = await freshStore();
    const one = await createWithFreeId(store, { title: 'Secret plan' }, 'opaque');
    const two = await createWithFreeId(store, { title: 'Secret plan' }, 'opaque');
    expect(one.dialogueId).toMatch(/^[0-9a-f]{32}$/);
    expect(two.dialogueId).not.toBe(one.dialogueId);
    expect((await store.get(one.dialogueId))?.value.title).toBe('Secret plan');
  });

  test('other faults are not taken for a taken id: nothing is tried twice', async () => {
    const store = await freshStore();
    await expect(createWithFreeId(store, { title: '' }, 'slug')).rejects.toMatchObject({
      code: 'batch_validation_failed',
    });
    expect(await store.get(dialogueId('dialogue'))).toBeUndefined();
  });
});
