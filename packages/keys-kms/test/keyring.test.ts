import { DisableKeyCommand, EnableKeyCommand } from '@aws-sdk/client-kms';
import {
  createDialogueStore,
  dialogueId,
  isColloquyError,
  MemoryKeyVault,
  MemoryPartitionStore,
  type Keyring,
} from '@colloquy/core';
import { createTestKeyring } from '@colloquy/core/testing';
import { describe, expect, test } from 'vitest';
import { bench, expectRejected, type Bench } from './support/bench.ts';

const tenant = 'acme';
const ttl = 300_000;

interface Keys extends Bench {
  /** A keyring that has nothing yet, as a new process opens it: leases end by the clock of the test. */
  readonly cold: () => Promise<Keyring>;
}

async function keys(): Promise<Keys> {
  const parts = await bench();
  const vault = new MemoryKeyVault();
  const cold: Keys['cold'] = async () =>
    createTestKeyring({ provider: parts.open(), vault, tenant, clock: parts.sources });
  await cold();
  return { ...parts, cold };
}

describe('a keyring over KMS', () => {
  test('3 000 callers that find it cold make one Decrypt, and later ones none', async () => {
    const { cold, decrypts } = await keys();
    const keyring = await cold();
    expect(decrypts()).toBe(0);
    const opened = await Promise.all(Array.from({ length: 3000 }, async () => keyring.kek(1)));
    expect(decrypts()).toBe(1);
    expect(new Set(opened).size).toBe(1);
    await Promise.all(Array.from({ length: 3000 }, async () => keyring.kek(1)));
    expect(decrypts()).toBe(1);
  });

  test('is renewed ahead of the end while it is used, and asked again after it', async () => {
    const { cold, sources, decrypts } = await keys();
    const keyring = await cold();
    const kek = await keyring.kek(1);
    sources.pass(0.8 * ttl - 1);
    expect(kek.isLive()).toBe(true);
    expect(decrypts()).toBe(1);
    sources.pass(2);
    expect(kek.isLive()).toBe(true);
    await expect.poll(decrypts).toBe(2);
    sources.pass(ttl);
    expect(kek.isLive()).toBe(false);
    await keyring.kek(1);
    expect(decrypts()).toBe(3);
  });

  test('a service that does not answer is lived with to the end of the lease, and no longer', async () => {
    const { cold, sources, inject } = await keys();
    const keyring = await cold();
    const kek = await keyring.kek(1);
    const restore = inject({ kind: 'throttled' });
    sources.pass(0.9 * ttl);
    expect(kek.isLive()).toBe(true);
    sources.pass(0.1 * ttl);
    expect(kek.isLive()).toBe(false);
    const { context } = await expectRejected(keyring.kek(1), 'key_unavailable');
    expect(context['refused']).toBe(false);
    restore();
    expect((await keyring.kek(1)).kekId).toBe(kek.kekId);
  });
});

describe('dialogues over KMS', () => {
  const count = 300;
  const ids = Array.from({ length: count }, (_, at) => dialogueId(`dialogue-${at}`));

  async function filled(): Promise<Keys & { readonly backend: MemoryPartitionStore }> {
    const parts = await keys();
    const backend = new MemoryPartitionStore();
    const store = createDialogueStore({ backend, keyring: await parts.cold() });
    for (const id of ids) await store.create(id, { title: `About ${id}` });
    return { ...parts, backend };
  }

  test('3 000 concurrent cold reads of one tenant make one Decrypt, a warm process none', async () => {
    const { cold, backend, kms } = await filled();
    const store = createDialogueStore({ backend, keyring: await cold() });
    const read = async (): Promise<readonly (string | undefined)[]> =>
      Promise.all(
        Array.from({ length: 3000 }, async (_, at) => {
          const id = ids[at % count] ?? dialogueId('none');
          return (await store.load(id)).state.list('dialogue')[0]?.title;
        }),
      );
    const before = kms.count();
    const titles = await read();
    expect(kms.count() - before).toBe(1);
    expect(kms.requests.at(-1)?.operation).toBe('Decrypt');
    expect(titles.every((title, at) => title === `About dialogue-${at % count}`)).toBe(true);
    await read();
    expect(kms.count() - before).toBe(1);
  });

  test('a disabled key stops reads and writes within the time to live, and they go on when it is enabled', async () => {
    const { cold, backend, sources, admin, keyId, decrypts } = await filled();
    const store = createDialogueStore({ backend, keyring: await cold() });
    const [first = dialogueId('none'), second = dialogueId('none')] = ids;
    await store.load(first);
    await admin.send(new DisableKeyCommand({ KeyId: keyId }));
    const before = decrypts();
    // Within the lease nobody asks KMS, and reads go on.
    sources.pass(0.8 * ttl - 1);
    await store.load(first);
    expect(decrypts()).toBe(before);
    sources.pass(0.2 * ttl + 1);
    for (const id of [first, second]) {
      const { context } = await expectRejected(store.load(id), 'key_unavailable');
      expect(context).toMatchObject({ refused: true, error: 'DisabledException' });
    }
    const write = store.create(dialogueId('another'), { title: 'Another' });
    await expectRejected(write, 'key_unavailable');
    await admin.send(new EnableKeyCommand({ KeyId: keyId }));
    for (const id of [first, second])
      expect((await store.load(id)).state.list('dialogue')[0]?.title).toBe(`About ${id}`);
    await expect(store.create(dialogueId('another'), { title: 'Another' })).resolves.toBeDefined();
  });

  test('a renewal that is refused ends reads at once, before the lease has run out', async () => {
    const { cold, backend, sources, admin, keyId, decrypts } = await filled();
    const store = createDialogueStore({ backend, keyring: await cold() });
    const [id = dialogueId('none')] = ids;
    await store.load(id);
    await admin.send(new DisableKeyCommand({ KeyId: keyId }));
    sources.pass(0.8 * ttl + 1);
    const before = decrypts();
    await store.load(id);
    await expect.poll(decrypts).toBe(before + 1);
    const outcome = async (): Promise<unknown> =>
      store.load(id).then(
        () => 'read',
        (error: unknown) => isColloquyError(error, 'key_unavailable') && error.context['refused'],
      );
    await expect.poll(outcome).toBe(true);
  });
});
