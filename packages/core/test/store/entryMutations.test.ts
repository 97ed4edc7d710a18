import { expect, test } from 'vitest';
import { dialogueId } from '../../src/address/index.ts';
import { createKeys } from '../../src/keys/createKeys.ts';
import { MemoryKeyVault } from '../../src/keys/MemoryKeyVault.ts';
import type { EnginePlace } from '../../src/keyvalue/index.ts';
import { MemoryEngine, MemoryPartitionStore } from '../../src/memory/index.ts';
import { createTestDialogueStore, SeededKeyProvider, seededSources } from '../../src/testing/index.ts';

const id = dialogueId('mutated');
const masks = [0x01, 0x20, 0x80, 0xff] as const;

async function bench() {
  const engine = new MemoryEngine();
  const { randomBytes } = seededSources({ seed: 11 });
  const keyring = await createKeys({
    header: new MemoryPartitionStore({ engine }).header,
    vault: new MemoryKeyVault(),
    provider: new SeededKeyProvider(randomBytes),
    tenant: 'tests',
  });
  const open = () => {
    const backend = new MemoryPartitionStore({ engine });
    return createTestDialogueStore({ backend, keyring, sources: seededSources({ seed: 12 }) });
  };
  const store = open();
  await store.create(id, { title: 'Every byte counts' });
  await store.registerExpert(id, { slug: 'brioche', role: 'Counter', tier: 'Core', source: 'pool', relevance: 1 });
  return { engine, open };
}

/** Changes one byte of a stored field after the other, with several masks, and asks each time what is found. */
async function eachMutation(
  engine: MemoryEngine,
  place: EnginePlace,
  fields: readonly string[],
  look: (where: string) => Promise<void>,
): Promise<number> {
  const [item = {}] = await engine.read([place]);
  let mutations = 0;
  for (const field of fields) {
    const bytes = item[field] as Uint8Array;
    for (let at = 0; at < bytes.byteLength; at++) {
      for (const mask of masks) {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ mask;
        await engine.transact([{ action: 'put', ...place, item: { ...item, [field]: changed } }]);
        await look(`${field}[${at}] ^ ${mask}`);
        mutations += 1;
      }
    }
  }
  await engine.transact([{ action: 'put', ...place, item }]);
  return mutations;
}

test('every changed byte of an entry is a finding: header, body, authenticator', async () => {
  const { engine, open } = await bench();
  const place = { partition: `log#${id}`, sort: '1'.padStart(16, '0') };
  const mutations = await eachMutation(engine, place, ['header', 'body', 'auth'], async (where) => {
    const { ok, findings } = await open().verify(id);
    expect(ok, where).toBe(false);
    expect(
      findings.some(({ n }) => n === 1 || n === 2),
      where,
    ).toBe(true);
  });
  expect(mutations).toBeGreaterThan(4 * 800);
  expect((await open().verify(id)).findings).toEqual([]);
});

test('every changed byte of a head refuses every read', async () => {
  const { engine, open } = await bench();
  const place = { partition: `dialogue#${id}`, sort: '#head' };
  const mutations = await eachMutation(engine, place, ['header', 'auth'], async (where) => {
    await expect(open().load(id), where).rejects.toMatchObject({ code: 'integrity_error' });
  });
  expect(mutations).toBeGreaterThan(4 * 400);
  expect((await open().load(id)).n).toBe(2);
});
