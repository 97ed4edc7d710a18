import type { DialogueId, DialogueStore, ItemType, RefType } from '@colloquy/core';
import { seededRandom } from '../harness/random.ts';
import type { Story } from '../variants/Trace.ts';
import { proseOf } from './text.ts';

/** A made dialogue on its way. */
interface Panel {
  readonly id: DialogueId;
  readonly random: () => number;
  readonly slugs: readonly string[];
  readonly items: Map<ItemType, string[]>;
  readonly edges: Set<string>;
  /** Recommendations that no verdict has spoken of. */
  readonly proposed: string[];
  /** Tensions that are resolved now. */
  readonly resolved: Set<string>;
  readonly do: (name: string, run: (store: DialogueStore) => Promise<unknown>) => Promise<void>;
}

const types = ['perspective', 'tension', 'recommendation', 'evidence', 'claim'] as const;

/**
 * A dialogue as a panel has it, entered write by write: three to eight experts, two to four rounds; as in the founding one about one
 * reference to an item, tensions addressed and resolved, recommendations adopted by the verdicts of their round, and things that
 * happen to items after a verdict has spoken of them. The same for the same seed.
 */
export function panelDialogue(id: DialogueId, seed: number): Story {
  return async (step) => {
    const random = seededRandom(seed);
    const experts = 3 + below(random, 6);
    const slugs = Array.from({ length: experts }, (_, at) => `expert-${String.fromCharCode(97 + at)}`);
    const panel: Panel = {
      id,
      random,
      slugs,
      items: new Map(types.map((type) => [type, []])),
      edges: new Set(),
      proposed: [],
      resolved: new Set(),
      do: step,
    };
    await step('create', (store) => store.create(id, { title: proseOf(random, 40), question: proseOf(random, 120) }));
    for (const slug of slugs) {
      await step('registerExpert', (store) =>
        store.registerExpert(id, { slug, role: proseOf(random, 30), tier: 'Core', source: 'pool' }),
      );
    }
    const rounds = 2 + below(random, 3);
    for (let round = 0; round < rounds; round++) await playRound(panel, round, round === rounds - 1);
  };
}

function below(random: () => number, count: number): number {
  return Math.floor(random() * count);
}

function pick<T>(random: () => number, values: readonly T[]): T | undefined {
  return values[below(random, values.length)];
}

async function playRound(panel: Panel, round: number, isLast: boolean): Promise<void> {
  const { id, random, slugs } = panel;
  await panel.do('createRound', (store) =>
    store.createRound(id, { round, panel: slugs.map((slug) => ({ slug, source: round === 0 ? 'pool' : 'retained' })) }),
  );
  for (const slug of slugs) {
    for (let items = 1 + below(random, 2); items > 0; items--) await registerItem(panel, round, slug);
  }
  await settleTensions(panel, round, 0.4);
  if (isLast || random() < 0.5) await giveVerdict(panel, round, isLast ? 'final' : `interim-${round}`);
  // After the word was spoken: evidence comes in, a doubt returns, something else is settled.
  for (let more = below(random, 3); more > 0; more--) await addRef(panel);
  await settleTensions(panel, round, 0.2);
}

async function registerItem(panel: Panel, round: number, slug: string): Promise<void> {
  const { id, random, items, edges } = panel;
  const type = pick(random, types) ?? 'claim';
  const references = Array.from({ length: below(random, 3) }, () => edgeFrom(panel, type)).filter(
    (edge) => edge !== undefined,
  );
  const unique = [...new Map(references.map((edge) => [`${edge.refType}#${edge.target}`, edge])).values()];
  const text = proseOf(random, 150 + below(random, 900));
  const common = { round, label: proseOf(random, 50), contributors: [slug], references: unique };
  await panel.do('registerItem', async (store) => {
    const input = type === 'tension' ? { type, ...common, description: text } : { type, ...common, content: text };
    const { value } = await store.registerItem(id, input);
    items.get(type)?.push(value.id);
    if (type === 'recommendation') panel.proposed.push(value.id);
    for (const { refType, target } of unique) edges.add(`${value.id}#${refType}#${target}`);
  });
}

/** An edge that an item of this type may have: to any kind of item one that supports or depends, to a tension one that addresses it. */
function edgeFrom({ random, items }: Panel, type: ItemType): { refType: RefType; target: string } | undefined {
  const isAddress = type === 'recommendation' && random() < 0.5;
  const target = pick(random, isAddress ? (items.get('tension') ?? []) : [...items.values()].flat());
  if (target === undefined) return undefined;
  const other = type === 'recommendation' ? 'depend' : 'support';
  return { refType: isAddress ? 'address' : other, target };
}

async function addRef(panel: Panel): Promise<void> {
  const { id, random, items, edges } = panel;
  const type = pick(random, types) ?? 'claim';
  const source = pick(random, items.get(type) ?? []);
  const edge = edgeFrom(panel, type);
  const name = `${source}#${edge?.refType}#${edge?.target}`;
  if (source === undefined || edge === undefined || edge.target === source || edges.has(name)) return;
  edges.add(name);
  await panel.do('addRef', (store) => store.addRef(id, { source, ...edge }));
}

/** Each tension may be resolved; one that is may be reopened and resolved once more. */
async function settleTensions(panel: Panel, round: number, share: number): Promise<void> {
  const { id, random, resolved, slugs } = panel;
  for (const target of panel.items.get('tension') ?? []) {
    if (random() >= share) continue;
    const actors = [pick(random, slugs) ?? 'judge'];
    const status = resolved.delete(target) ? 'reopened' : 'resolved';
    if (status === 'resolved') resolved.add(target);
    const reason = proseOf(random, 80);
    await panel.do('transitionItem', (store) => store.transitionItem(id, { target, status, round, actors, reason }));
  }
}

async function giveVerdict(panel: Panel, round: number, verdict: string): Promise<void> {
  const { id, random, slugs, proposed } = panel;
  await panel.do('recordVerdict', (store) =>
    store.recordVerdict(id, {
      id: verdict,
      verdictType: verdict === 'final' ? 'final' : 'interim',
      round,
      recommendation: proseOf(random, 200),
      description: proseOf(random, 600),
      supportingExperts: slugs,
    }),
  );
  for (const target of proposed.splice(0).filter(() => random() < 0.7)) {
    await panel.do('transitionItem', (store) =>
      store.transitionItem(id, { target, status: 'adopted', round, adoptedInVerdict: verdict }),
    );
  }
}
