import { dialogueId } from '@colloquy/core';
import type { Group } from '../harness/Contender.ts';
import { recordOf } from '../raw/dynamoItems.ts';
import { rowsOf } from '../raw/dynamoPartition.ts';
import { envelopeLoop } from '../raw/envelopeRows.ts';
import type { BenchDynamo } from '../workbench/benchDynamo.ts';
import { fill } from '../workbench/fill.ts';
import { secretsOf } from '../workbench/secretsOf.ts';
import { benchKeyring, storeOver } from '../workbench/Workbench.ts';

const byHand = 'by hand, verified and decrypted';

/** A whole encrypted dialogue: the SDK by hand with the crypto that a verified load owes, against the store of an application. */
export async function sealedLoads(bench: BenchDynamo, size: number): Promise<Group> {
  const table = await bench.newTable();
  const backend = await bench.open(table);
  const keyring = await benchKeyring();
  const store = storeOver(backend, keyring);
  const id = dialogueId('sealed');
  await fill(store, id, size);
  const open = envelopeLoop(id, await secretsOf(backend, keyring, id));
  return {
    title: `Load a dialogue of ${size} entities, sealed`,
    contenders: [
      {
        name: byHand,
        records: size,
        run: async () => {
          const [, ...items] = await rowsOf(bench.client, table, id);
          return open(items.map(recordOf)).size;
        },
      },
      { name: 'store', records: size, run: async () => (await store.load(id)).state.size },
    ],
    comparisons: [{ of: 'store', to: byHand, goal: 'at most 1.1, processor' }],
    roundsFactor: size > 100 ? 2 : 4,
  };
}
