import { batchLimits } from '../../adapter/batchLimits.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';

/** How much one request reads or writes. */
export interface Load {
  readonly bytes: number;
  readonly rows: number;
}

/** What was written, removed or judged so far in one call. */
export interface Progress {
  readonly entries: number;
  readonly records: number;
  /** Of the envelopes of these records. */
  readonly bytes: number;
}

/** What bounds memory and requests. Smaller in tests only. */
export interface ArrivalLimits {
  /** Keys of a window, with two digests each (MG-COPY-05). */
  readonly windowKeys: number;
  /** Rows of a batch. */
  readonly batchRows: number;
  /** Bytes of a batch. */
  readonly batchBytes: number;
}

export const arrivalLimits: ArrivalLimits = {
  windowKeys: 50_000,
  batchRows: batchLimits.rows,
  batchBytes: batchLimits.bytes,
};

/** What every call of the arrival takes besides. */
export interface WorkOptions extends CallOptions {
  /** Awaited before each write with what it writes, and after each page that was read with what was in it: where a rate is kept. */
  readonly pace?: (load: Load) => Promise<void>;
  /** Told after each page that was read and each batch that was written. */
  readonly onProgress?: (progress: Progress) => void;
  readonly limits?: ArrivalLimits;
}

/** Pace, progress and signal of one call. */
export class Work {
  readonly limits: ArrivalLimits;
  readonly call: CallOptions;
  readonly #options: WorkOptions;
  #done: Progress = { entries: 0, records: 0, bytes: 0 };

  constructor(options: WorkOptions) {
    this.#options = options;
    this.limits = options.limits ?? arrivalLimits;
    this.call = options.signal === undefined ? {} : { signal: options.signal };
  }

  get done(): Progress {
    return this.#done;
  }

  /** @throws the reason of the signal, and what the pace throws */
  async pace(bytes: number, rows: number): Promise<void> {
    this.#options.signal?.throwIfAborted();
    if (rows > 0) await this.#options.pace?.({ bytes, rows });
  }

  count({ entries = 0, records = 0, bytes = 0 }: Partial<Progress>): void {
    const { entries: e, records: r, bytes: b } = this.#done;
    this.#done = { entries: e + entries, records: r + records, bytes: b + bytes };
  }

  tell(): void {
    this.#options.onProgress?.(this.#done);
  }
}
