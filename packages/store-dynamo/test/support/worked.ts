import { dialogueId, type DialogueStore, type RoundBatch } from '@colloquy/core';
import { createTestDialogueStore, createTestKeyring, seededSources } from '@colloquy/core/testing';
import { estimateCapacity, type Capacity } from '../../src/index.ts';

/** A row of the README: what is done, requests, read units, write units. */
export type Row = readonly [what: string, requests: string, readUnits: string, writeUnits: string];

const slugs = Array.from({ length: 12 }, (_, at) => `expert-${String.fromCharCode(97 + at)}`);
const text = (bytes: number): string => 'A word. '.repeat(bytes / 8);

/** Twelve experts, each with a text of 4 KB, a perspective and a tension of 1 KB, a reference and a move. */
function roundOf12(round: number): RoundBatch {
  const own = (slug: string, at: number) => ({
    localId: `${slug.toUpperCase()}-P${String(round).padStart(2, '0')}01`,
    label: `What ${slug} sees`,
    content: text(1024),
    contributors: [slug],
    references:
      at === 0 ? [] : [{ refType: 'refine' as const, target: `EXPERT-A-P${String(round).padStart(2, '0')}01` }],
  });
  return {
    round,
    title: 'A round',
    panel: slugs.map((slug) => ({ slug, source: 'retained' })),
    contents: slugs.map((expert) => ({ expert, content: text(4096) })),
    perspectives: slugs.map(own),
    tensions: slugs.map((slug) => ({ label: `What ${slug} doubts`, description: text(1024), contributors: [slug] })),
    complete: true,
  };
}

/** A dialogue of a dozen experts, from its first write to its first load. What is measured knows its keys. */
export async function workedRows(): Promise<readonly Row[]> {
  const id = dialogueId('worked');
  const estimate = estimateCapacity();
  const keyring = await createTestKeyring({ randomBytes: seededSources({ seed: 1 }).randomBytes });
  const store = createTestDialogueStore({ backend: estimate.store, keyring, sources: seededSources({ seed: 2 }) });
  const rows: Row[] = [];
  const measure = async (what: string, run: (store: DialogueStore) => Promise<unknown>): Promise<void> => {
    estimate.take();
    await run(store);
    rows.push([what, ...cells(estimate.take())]);
  };
  await measure('`create`', (s) => s.create(id, { title: 'Where to keep it', question: 'One store or two?' }));
  for (const slug of slugs) await store.registerExpert(id, { slug, role: 'Architect', tier: 'Core', source: 'pool' });
  await store.createRound(id, { round: 0, panel: slugs.map((slug) => ({ slug, source: 'pool' })) });
  await measure('`registerItem`, a tension of 2 KB', (s) =>
    s.registerItem(id, {
      type: 'tension',
      round: 0,
      label: 'Two truths',
      description: text(2048),
      contributors: ['expert-a'],
    }),
  );
  await measure('the same with a reference', (s) =>
    s.registerItem(id, {
      type: 'perspective',
      round: 0,
      label: 'Parity first',
      content: text(2048),
      contributors: ['expert-b'],
      references: [{ refType: 'address', target: 'T0001' }],
    }),
  );
  await measure('`transitionItem` of it', (s) =>
    s.transitionItem(id, { target: 'T0001', status: 'resolved', actors: ['expert-b'], reference: 'P0001' }),
  );
  await measure('`registerRound`, 12 experts', (s) => s.registerRound(id, roundOf12(1)));
  for (const round of [2, 3]) await store.registerRound(id, roundOf12(round));
  await measure('`load` after three such rounds', (s) => s.load(id));
  const handle = await store.open(id);
  await measure('`refresh` of a handle, unchanged', () => handle.refresh());
  await store.commentTension(id, { target: 'T0001', reason: 'Still unclear.' });
  await measure('`refresh` after one comment', () => handle.refresh());
  await measure('`get` or `item`', (s) => s.item(id, 'T0001'));
  return rows;
}

const order = ['GetItem', 'Query', 'TransactGetItems', 'PutItem', 'TransactWriteItems'];

function cells({ requests, readUnits, writeUnits }: Capacity): readonly [string, string, string] {
  const named = order.filter((name) => requests[name] !== undefined).map((name) => `${requests[name]} ${name}`);
  return [named.join(', '), String(readUnits), String(writeUnits)];
}
