import type { CallOptions } from '../traits/PartitionStore.ts';

export interface InOrderOptions extends CallOptions {
  /** Items that are worked on at one time. */
  readonly atOnce: number;
}

/**
 * The results in the order of the items, a few items at a time. After the first failure, or an abort, no item is begun.
 *
 * @throws what the first failure threw, or the reason of the signal
 * @example
 * const dialogues = await inOrder(ids, { atOnce: 8 }, (id) => store.get(id));
 */
export async function inOrder<Item, Result>(
  items: readonly Item[],
  { atOnce, signal }: InOrderOptions,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let begun = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    try {
      for (;;) {
        const at = begun;
        const item = items[at];
        if (failed || at >= items.length || item === undefined) return;
        begun += 1;
        signal?.throwIfAborted();
        results[at] = await work(item);
      }
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
