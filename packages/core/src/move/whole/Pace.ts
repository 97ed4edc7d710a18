import { ColloquyError } from '../../errors/index.ts';
import { systemSources, type Sources } from '../../sources.ts';
import type { Load } from '../arrival/index.ts';

export interface Rates {
  /** Bytes that are read and written in a second, 1 to 10^12. */
  readonly bytesPerSecond?: number;
  /** Entries and records that are read and written in a second, 1 to 10^9. */
  readonly rowsPerSecond?: number;
}

/** Milliseconds whose worth may be taken at once, after a pause. */
const burst = 1000;

/**
 * A token bucket for all dialogues of a run: whoever reads or writes takes what it costs, and waits until that is there. In any span of
 * time behind a request no more is let through than the rate of the span and of one second besides; a request that alone is more has waited
 * for as long as it takes. As the generic cell rate algorithm has it (ITU-T I.371, annex A): one instant for each rate.
 */
export class Pace {
  readonly #sources: Pick<Sources, 'monotonic' | 'delay'>;
  readonly #bytes: Bucket | undefined;
  readonly #rows: Bucket | undefined;

  /** @throws ColloquyError `invalid_argument` for a rate that is no whole number of its range */
  constructor({ bytesPerSecond, rowsPerSecond }: Rates, sources: Pick<Sources, 'monotonic' | 'delay'>) {
    this.#sources = sources;
    this.#bytes = bucketOf('bytesPerSecond', bytesPerSecond, 1e12);
    this.#rows = bucketOf('rowsPerSecond', rowsPerSecond, 1e9);
  }

  /** Waits for its turn. Answers with the milliseconds that it waited. */
  async take({ bytes, rows }: Load, signal?: AbortSignal): Promise<number> {
    const now = this.#sources.monotonic();
    const until = Math.max(this.#bytes?.take(bytes, now) ?? now, this.#rows?.take(rows, now) ?? now);
    if (until <= now) return 0;
    await this.#sources.delay(Math.ceil(until - now), signal);
    return this.#sources.monotonic() - now;
  }
}

/**
 * What `pace` of `createMover` takes where one rate holds for several calls: a bucket of its own, by the clock of the system.
 *
 * @throws ColloquyError `invalid_argument` for a rate that is no whole number of its range
 * @example
 * const mover = createMover({ ...stores, signer, pace: createPace({ bytesPerSecond: 5_000_000 }) });
 */
export function createPace(rates: Rates): (work: Load) => Promise<void> {
  const pace = new Pace(rates, systemSources);
  return async (work) => void (await pace.take(work));
}

class Bucket {
  readonly #perMillisecond: number;
  /** When everything that was taken so far would be paid for, at the rate. */
  #paidAt = -Infinity;

  constructor(perSecond: number) {
    this.#perMillisecond = perSecond / 1000;
  }

  /** When this amount may go through. */
  take(amount: number, now: number): number {
    this.#paidAt = Math.max(this.#paidAt, now) + amount / this.#perMillisecond;
    return this.#paidAt - burst;
  }
}

function bucketOf(name: keyof Rates, rate: number | undefined, most: number): Bucket | undefined {
  if (rate === undefined) return undefined;
  if (Number.isSafeInteger(rate) && rate >= 1 && rate <= most) return new Bucket(rate);
  throw new ColloquyError('invalid_argument', `${name} is a whole number from 1 to ${most}.`);
}
