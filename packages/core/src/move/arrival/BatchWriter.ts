import { batchBytesOf } from '../../adapter/batchLimits.ts';
import type { DialogueId } from '../../address/DialogueId.ts';
import type { RecordKey } from '../../address/RecordKey.ts';
import type { MigrationPort, Residence } from '../../traits/MigrationPort.ts';
import type { LogEntry, StoredRecord } from '../../traits/PartitionStore.ts';
import { ResidenceLost } from './Superseded.ts';
import type { Work } from './Work.ts';

interface OpenBatch {
  readonly entries: LogEntry[];
  readonly records: StoredRecord[];
  readonly removeEntries: number[];
  readonly removeRecords: RecordKey[];
}

const emptyBatch = (): OpenBatch => ({ entries: [], records: [], removeEntries: [], removeRecords: [] });

/** Writes and removes rows under a residence, gathered into batches. Entries come ascending, records in key order. */
export class BatchWriter {
  readonly #port: MigrationPort;
  readonly #id: DialogueId;
  readonly #under: Residence;
  readonly #work: Work;
  #batch = emptyBatch();
  #rows = 0;
  #bytes = 0;

  constructor(port: MigrationPort, id: DialogueId, under: Residence, work: Work) {
    this.#port = port;
    this.#id = id;
    this.#under = under;
    this.#work = work;
  }

  async putEntry(entry: LogEntry): Promise<void> {
    await this.#room(batchBytesOf(entry));
    this.#batch.entries.push(entry);
  }

  async putRecord(record: StoredRecord): Promise<void> {
    await this.#room(batchBytesOf(record));
    this.#batch.records.push(record);
  }

  async removeEntry(n: number): Promise<void> {
    await this.#room(0);
    this.#batch.removeEntries.push(n);
  }

  async removeRecord(key: RecordKey): Promise<void> {
    await this.#room(0);
    this.#batch.removeRecords.push(key);
  }

  /** Writes what is left. */
  async flush(): Promise<void> {
    if (this.#rows === 0) return;
    const batch = this.#batch;
    await this.#work.pace(this.#bytes, this.#rows);
    const { written } = await this.#port.writeBatch(this.#id, this.#under, batch, this.#work.call);
    if (!written) throw new ResidenceLost(`The residence of ${this.#id} is not the one to write under.`);
    this.#batch = emptyBatch();
    this.#rows = 0;
    this.#bytes = 0;
    this.#work.count({
      entries: batch.entries.length + batch.removeEntries.length,
      records: batch.records.length + batch.removeRecords.length,
      bytes: batch.records.reduce((sum, { envelope }) => sum + envelope.byteLength, 0),
    });
    this.#work.tell();
  }

  async #room(bytes: number): Promise<void> {
    const { batchRows, batchBytes } = this.#work.limits;
    if (this.#rows === batchRows || this.#bytes + bytes > batchBytes) await this.flush();
    this.#rows += 1;
    this.#bytes += bytes;
  }
}
