import type { DialogueId } from '../../address/DialogueId.ts';
import type { RecordKey } from '../../address/RecordKey.ts';
import { readLog } from '../../verify/readLog.ts';
import type { Arrival } from './Arrival.ts';
import { BatchWriter } from './BatchWriter.ts';
import { compareOne, type Compared } from './compareStored.ts';
import { logFault, recordFault } from './faults.ts';
import type { LastChange } from './KeyWindow.ts';
import { LogComparison, type LogDifference } from './LogComparison.ts';
import { pacedLog } from './pacedLog.ts';

/** What is done about differences, in the order in which they are met: the log first. */
export interface Differences {
  entry(difference: LogDifference): Promise<void>;
  /** The log was read to its end. */
  endOfLog(): Promise<void>;
  record(compared: Exclude<Compared, { is: 'same' }>): Promise<void>;
  end(): Promise<void>;
}

/** Copies again what differs, and removes what is too much. What it puts is judged as every record of the source is (MG-COPY-02). */
export class Repair implements Differences {
  readonly #arrival: Arrival;
  readonly #writer: BatchWriter;
  #found = 0;
  #isLogSound = true;

  constructor(arrival: Arrival) {
    const { to, id, under, work } = arrival;
    this.#arrival = arrival;
    this.#writer = new BatchWriter(to, id, under, work);
  }

  /** Differences met so far. */
  get found(): number {
    return this.#found;
  }

  async entry(): Promise<void> {
    // The log of the source is not followed to its end yet, so nothing of it may be written.
    this.#found += 1;
    this.#isLogSound = false;
  }

  async endOfLog(): Promise<void> {
    if (this.#isLogSound) return;
    const { target, id, log, work } = this.#arrival;
    const comparison = new LogComparison(pacedLog(readLog(target, id, work.call), work), async (difference) => {
      if (difference.is === 'lacking') await this.#writer.putEntry(difference.entry);
      else await this.#writer.removeEntry(difference.n);
    });
    for await (const { entry } of log.entries()) await comparison.add(entry);
    await comparison.end();
    await this.#writer.flush();
  }

  async record(compared: Exclude<Compared, { is: 'same' }>): Promise<void> {
    this.#found += 1;
    if (compared.is === 'extra') await this.#writer.removeRecord(compared.record.key);
    else await this.#again(compared.is === 'missing' ? compared.key : compared.record.key, compared.change);
  }

  async end(): Promise<void> {
    await this.#writer.flush();
  }

  async #again(key: RecordKey, change: LastChange): Promise<void> {
    const { source, id, work } = this.#arrival;
    const { records } = await source.get(id, [key], work.call);
    const [record] = records;
    const compared: Compared = record === undefined ? { is: 'missing', key, change } : compareOne(record, change);
    if (compared.is !== 'same') throw recordFault(id, 'source_record', compared);
    await this.#writer.putRecord(compared.record);
  }
}

/** Ends at the first difference: there was one repair already. */
export function refusal(id: DialogueId): Differences {
  return {
    entry: async (difference) => {
      if (difference.is === 'superfluous') throw logFault(id, 'target_record', difference.n, 'sequence');
      throw logFault(id, 'target_record', difference.entry.n, 'changed');
    },
    endOfLog: async () => {},
    record: async (compared) => {
      throw recordFault(id, 'target_record', compared);
    },
    end: async () => {},
  };
}
