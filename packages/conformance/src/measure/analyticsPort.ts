import { dialogueId, type AnalyticsPort } from '@colloquy/core';
import { recordKey } from '../data/names.ts';
import type { Fixture, StoreContext } from '../kit/AdapterKit.ts';
import { Writer } from '../laws/support/Writer.ts';
import type { MeasuredSizes } from '../report/Measurement.ts';
import { recordBytes } from './storedBytes.ts';
import type { Subject, WitnessCall, Witnesses } from './Witness.ts';

/** Names and values of the keys of one row of an index, of the record that it lists, and its score. */
const rowBytes = 320;

const statuses = ['open', 'converging', 'converged', 'abandoned'] as const;

/** Dialogues of one row in each index. */
export class IndexSpecimen implements Subject {
  readonly #t: StoreContext;
  readonly #fixture: Fixture;
  #dialogues = 0;
  #bytes = 0;

  constructor(t: StoreContext, fixture: Fixture) {
    this.#t = t;
    this.#fixture = fixture;
  }

  /** Adds dialogues until there are so many. */
  async fill(count: number): Promise<void> {
    for (; this.#dialogues < count; this.#dialogues += 1) {
      const id = dialogueId(`row-${String(this.#dialogues).padStart(4, '0')}`);
      const createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, this.#dialogues)).toISOString();
      const status = statuses[this.#dialogues % statuses.length] ?? 'open';
      const writer = new Writer(this.#t, this.#fixture.store, id);
      await writer.commit({
        puts: [
          { key: recordKey('dialogue#meta'), attributes: { status, createdAt } },
          { key: recordKey('expert#muffin'), attributes: { totalScore: this.#dialogues } },
          { key: recordKey('tension#00#01'), attributes: { status: 'open', createdAt } },
        ],
      });
      this.#bytes += writer.model.records().reduce((sum, record) => sum + recordBytes(id, record), 1024);
    }
  }

  sizes(): MeasuredSizes {
    return { records: 3 * this.#dialogues, bytes: this.#bytes, indexBytes: 3 * this.#dialogues * rowBytes };
  }

  /** A position in the middle of every list. */
  get middle(): { readonly createdAt: string; readonly dialogueId: ReturnType<typeof dialogueId> } {
    const at = Math.floor(this.#dialogues / 2);
    return {
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, at)).toISOString(),
      dialogueId: dialogueId(`row-${String(at).padStart(4, '0')}`),
    };
  }
}

const limits = [11, 1001];

function pages<Row>(
  run: (port: AnalyticsPort, page: { readonly limit: number; readonly after: Row | undefined }) => Promise<unknown>,
  after: Row,
): readonly WitnessCall<AnalyticsPort>[] {
  return [undefined, after].flatMap((position) =>
    limits.map((limit) => ({ sizes: { limit }, run: (port) => run(port, { limit, after: position }) })),
  );
}

/** The calls of AnalyticsPort. */
export const analyticsPortWitnesses: Witnesses<AnalyticsPort, IndexSpecimen> = {
  *statistics() {
    yield { run: (port) => port.statistics() };
  },
  listByStatus: ({ middle }) => pages((port, page) => port.listByStatus('open', page), middle),
  openTensions: ({ middle }) => pages((port, page) => port.openTensions(page), { ...middle, tensionId: 'T0001' }),
  expertRanking: () => pages((port, page) => port.expertRanking(page), { totalScore: 1, slug: 'muffin' }),
};
