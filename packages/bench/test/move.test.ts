import {
  createDialogueStore,
  createKeys,
  dialogueId,
  EphemeralKeyProvider,
  exportDocument,
  MemoryKeyVault,
} from '@colloquy/core';
import { createTestKeyring } from '@colloquy/core/testing';
import { MemoryPartitionStore } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { withMoves } from '../src/data/manyMoves.ts';
import { openAt, type StoreAddress } from '../src/move/StoreAddress.ts';
import { copyTables, vacuumInto } from '../src/raw/engineDumps.ts';
import { benchPostgres } from '../src/workbench/benchPostgres.ts';
import { benchId, dataSeed, fill } from '../src/workbench/fill.ts';
import { Workbench } from '../src/workbench/Workbench.ts';

describe('the data of moves', () => {
  test('is a document with exactly so many records more, over several rounds', async () => {
    const store = createDialogueStore({ backend: new MemoryPartitionStore(), keyring: await createTestKeyring() });
    await fill(store, benchId, 200);
    const document = exportDocument((await store.load(benchId)).state);
    const large = withMoves(document, 2500, dataSeed);
    const { entities } = (await store.importDocument(dialogueId('large'), large)).value;
    const rounds = large.rounds.length - document.rounds.length;
    expect(rounds).toBe(3);
    // A round is itself and the event of its creation.
    expect(entities).toBe(200 + 2500 + 2 * rounds);
  });
});

describe("the engines' own tools", () => {
  test.each(['SQLite', 'PostgreSQL'] as const)('%s: leave a store with the same rows', async (kind) => {
    using bench = await Workbench.make();
    await using postgres = await benchPostgres();
    const at = (name: string): StoreAddress =>
      kind === 'SQLite' ? { kind, path: bench.newPath() } : { kind, url: postgres.url, schema: name };
    const [source, target] = [at('one'), at('two')];
    await using from = await openAt(source);
    const keyring = await createKeys({
      header: from.backend.header,
      vault: new MemoryKeyVault(),
      provider: new EphemeralKeyProvider(),
      tenant: 'bench',
    });
    await fill(createDialogueStore({ backend: from.backend, keyring }), benchId, 40);
    if (source.kind === 'SQLite' && target.kind === 'SQLite') vacuumInto(source.path, target.path);
    if (source.kind === 'PostgreSQL' && target.kind === 'PostgreSQL') {
      await (await openAt(target))[Symbol.asyncDispose]();
      await copyTables(source.url, source.schema, target.schema);
    }
    await using to = await openAt(target);
    const [one, two] = [await from.backend.load(benchId), await to.backend.load(benchId)];
    expect(one.records.length).toBeGreaterThan(40);
    expect(two).toStrictEqual(one);
    expect(await to.backend.log(benchId, 1, 100)).toStrictEqual(await from.backend.log(benchId, 1, 100));
  });
});
