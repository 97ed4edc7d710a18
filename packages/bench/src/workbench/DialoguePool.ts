import { dialogueId, type DialogueId, type DialogueStore } from '@colloquy/core';
import { fill } from './fill.ts';

/** Types that are registered in turns, since the numbers of a type in a round end at 99. */
const types = ['perspective', 'recommendation', 'evidence', 'claim'] as const;

/** Makes `count` dialogues of one size. */
export async function fillPool(store: DialogueStore, size: number, count: number): Promise<readonly DialogueId[]> {
  const ids = Array.from({ length: count }, (_, at) => dialogueId(`bench-${at}`));
  for (const id of ids) await fill(store, id, size);
  return ids;
}

/** Dialogues of one size that are written to in turns, so that the small ones stay small. */
export class DialoguePool {
  readonly #store: DialogueStore;
  readonly #ids: readonly DialogueId[];
  #turn = 0;
  #last: { readonly id: DialogueId; readonly n: number } | undefined;

  constructor(store: DialogueStore, ids: readonly DialogueId[]) {
    this.#store = store;
    this.#ids = ids;
  }

  /** Registers an item, and with it its first event. */
  async registerItem(content: string): Promise<number> {
    const id = this.#next();
    const type = types[Math.floor(this.#turn / this.#ids.length) % types.length] ?? 'claim';
    const item = { type, round: 0, label: 'An item of a benchmark', contributors: ['expert-a'], content };
    this.#last = { id, n: (await this.#store.registerItem(id, item)).n };
    return 1;
  }

  /** Adds an event to the first tension, which counts its events. */
  async commentTension(reason: string): Promise<number> {
    const id = this.#next();
    this.#last = { id, n: (await this.#store.commentTension(id, { target: 'T0001', reason })).n };
    return 1;
  }

  /** Rows of the last write: its records and its log entry. */
  async left(): Promise<number> {
    if (this.#last === undefined) return 0;
    const { entries } = await this.#store.history(this.#last.id, this.#last.n, 1);
    return (entries[0]?.keys.length ?? 0) + entries.length;
  }

  #next(): DialogueId {
    this.#turn += 1;
    const id = this.#ids[this.#turn % this.#ids.length];
    if (id === undefined) throw new RangeError('A pool has at least one dialogue.');
    return id;
  }
}
