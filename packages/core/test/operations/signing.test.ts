import { describe, expect, test } from 'vitest';
import { createCheckpoint } from '../../src/checkpoint/createCheckpoint.ts';
import { createSigningKey } from '../../src/keys/signing/createSigningKey.ts';
import { openSigningKey } from '../../src/keys/signing/openSigningKey.ts';
import { rewrapSigningKeys } from '../../src/keys/signing/rewrapSigningKeys.ts';
import { fill, id, KeyBench } from './support/bench.ts';

const name = 'example.org/tests';

describe('signing keys and the administration of keys', () => {
  test('an epoch is not destroyed while a signing key is under it, and then the key goes on signing', async () => {
    const bench = new KeyBench();
    const { header } = bench.backend;
    const old = await bench.keyring();
    const signer = await createSigningKey({ header, keyring: old, name });
    const operations = await bench.operations();
    await operations.addEpoch();
    const refusal = { code: 'epoch_in_use', context: { epoch: 1, signingKeys: [1] } };
    await expect(operations.destroyEpoch(1)).rejects.toMatchObject(refusal);
    const keyring = await bench.keyring();
    expect(await rewrapSigningKeys({ header, keyring })).toBe(1);
    expect(await operations.destroyEpoch(1)).toMatchObject({ epoch: 1 });
    const after = await openSigningKey({ header, keyring: await bench.keyring() });
    expect(String(after.verifier)).toBe(String(signer.verifier));
    const store = await bench.store();
    await fill(store);
    const { note } = await createCheckpoint(store, id, after);
    expect(await store.verify(id, { against: { note, keys: [signer.verifier] } })).toMatchObject({ ok: true });
    // The signer that was opened before does not, once its lease has ended: its epoch is no longer one of this store.
    old.invalidate();
    await expect(createCheckpoint(store, id, signer)).rejects.toMatchObject({
      code: 'integrity_error',
      context: { epoch: 1 },
    });
  });

  test('an erased dialogue has checkpoints still, and continues those from before', async () => {
    const bench = new KeyBench();
    const store = await bench.store();
    await fill(store);
    const signer = await createSigningKey({ header: bench.backend.header, keyring: await bench.keyring(), name });
    const before = await createCheckpoint(store, id, signer);
    await (await bench.operations()).erase(id);
    const reader = await bench.store();
    await expect(reader.load(id)).rejects.toMatchObject({ code: 'key_erased' });
    const after = await createCheckpoint(reader, id, signer);
    expect(after.checkpoint.logId).toBe(before.checkpoint.logId);
    expect(after.checkpoint.n).toBeGreaterThan(before.checkpoint.n);
    for (const { note } of [before, after]) {
      expect((await reader.verify(id, { against: { note, keys: [signer.verifier] } })).findings).toEqual([]);
    }
  });
});
