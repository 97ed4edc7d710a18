import { compareAscii, MemoryPartitionStore, type PartitionStore } from '@colloquy/core';
import { createTestDialogueStore, systemSources, type PayloadCodec } from '@colloquy/core/testing';
import { expect, test } from 'vitest';
import { benchId, fill } from '../src/workbench/fill.ts';
import { benchKeyring, storeOver } from '../src/workbench/Workbench.ts';

/** Notes the name of every request. */
function counted(backend: PartitionStore, requests: string[]): PartitionStore {
  return new Proxy(backend, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: readonly unknown[]) => {
        requests.push(String(name));
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });
}

test('a handle reads one head when nothing changed, and then decrypts only what did', async () => {
  const keyring = await benchKeyring();
  const backend = new MemoryPartitionStore();
  const writer = storeOver(backend, keyring);
  await fill(writer, benchId, 200);

  const requests: string[] = [];
  const opened: string[] = [];
  const codecOf = (codec: PayloadCodec): PayloadCodec => ({
    ...codec,
    open: async (batch, options) => {
      opened.push(...batch.records.map(({ key }) => key));
      return codec.open(batch, options);
    },
  });
  const reader = createTestDialogueStore({
    backend: counted(backend, requests),
    keyring,
    sources: systemSources,
    codecOf,
  });
  const handle = await reader.open(benchId);
  expect(requests).toStrictEqual(['load']);
  expect(opened).toHaveLength(200);

  for (let i = 0; i < 3; i++) {
    requests.length = opened.length = 0;
    const { state } = await handle.refresh();
    expect(state.size).toBe(200);
    expect([requests, opened]).toStrictEqual([['head'], []]);
  }

  requests.length = opened.length = 0;
  await writer.commentTension(benchId, { target: 'T0001', reason: 'A remark.' });
  const { entries } = await writer.history(benchId, (await writer.load(benchId)).n, 1);
  const changed = entries.flatMap(({ keys }) => keys);
  expect(changed).toHaveLength(2);
  expect((await handle.refresh()).state.size).toBe(201);
  expect(opened.toSorted(compareAscii)).toStrictEqual(changed.toSorted(compareAscii));
  expect(requests).toStrictEqual(['head', 'log', 'get']);
});
