import { isSameEntry } from '../../adapter/commitRows.ts';
import type { LogEntry } from '../../traits/PartitionStore.ts';

/** How a log differs from the one that it should be. */
export type LogDifference =
  | { readonly is: 'lacking'; readonly entry: LogEntry }
  | { readonly is: 'superfluous'; readonly n: number };

/** Reads a log beside the one that it should be, entry by entry, authenticators included. */
export class LogComparison {
  readonly #theirs: AsyncIterator<LogEntry, void, undefined>;
  readonly #on: (difference: LogDifference) => Promise<void>;
  #next: IteratorResult<LogEntry, void> | undefined;

  constructor(theirs: AsyncIterator<LogEntry, void, undefined>, on: (difference: LogDifference) => Promise<void>) {
    this.#theirs = theirs;
    this.#on = on;
  }

  /** The next entry that should be there. */
  async add(entry: LogEntry): Promise<void> {
    const next = await this.#peek();
    if (next.done !== true && next.value.n === entry.n) {
      this.#next = undefined;
      if (isSameEntry(next.value, entry)) return;
    }
    await this.#on({ is: 'lacking', entry });
  }

  /** There should be no more. */
  async end(): Promise<void> {
    for (let next = await this.#peek(); next.done !== true; next = await this.#peek()) {
      this.#next = undefined;
      await this.#on({ is: 'superfluous', n: next.value.n });
    }
  }

  async #peek(): Promise<IteratorResult<LogEntry, void>> {
    return (this.#next ??= await this.#theirs.next());
  }
}
