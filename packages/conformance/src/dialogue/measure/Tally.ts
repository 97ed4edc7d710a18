import type { DialogueId, PartitionStore } from '@colloquy/core';
import { entryBytes, recordBytes } from '../../measure/storedBytes.ts';
import type { MeasuredSizes } from '../../report/Measurement.ts';
import { intercept } from '../support/intercept.ts';

interface Stored {
  /** Bytes of each record, by key. */
  readonly records: Map<string, number>;
  readonly entries: number[];
}

/** Knows how large dialogues are, from the commits that pass. */
export class Tally {
  readonly #dialogues = new Map<DialogueId, Stored>();

  over(store: PartitionStore): PartitionStore {
    return intercept(store, {
      commit: async (forward, id, commit, options) => {
        const answer = await forward(id, commit, options);
        if (answer.outcome === 'committed') {
          const { records, entries } = this.#of(id);
          for (const change of commit.changes) records.set(change.key, recordBytes(id, change));
          entries[commit.n - 1] = entryBytes(id, commit);
        }
        return answer;
      },
    });
  }

  /** Of one dialogue. */
  sizes(id: DialogueId): MeasuredSizes {
    const { records, entries } = this.#of(id);
    return {
      records: records.size,
      bytes: sum([...records.values()]) + (entries.length === 0 ? 0 : 1024),
      entries: entries.length,
      logBytes: sum(entries),
    };
  }

  /** Of all of them. */
  total(): MeasuredSizes {
    const all = [...this.#dialogues.keys()].map((id) => this.sizes(id));
    return { records: sum(all.map(({ records }) => records)), bytes: sum(all.map(({ bytes }) => bytes)) };
  }

  #of(id: DialogueId): Stored {
    const known = this.#dialogues.get(id) ?? { records: new Map(), entries: [] };
    this.#dialogues.set(id, known);
    return known;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
