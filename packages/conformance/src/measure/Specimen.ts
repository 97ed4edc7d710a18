import { dialogueId, type Commit, type DialogueId } from '@colloquy/core';
import { patternBytes } from '../data/bytes.ts';
import type { Put } from '../data/draft.ts';
import { manyKeys } from '../data/names.ts';
import type { Fixture, StoreContext } from '../kit/AdapterKit.ts';
import { steppedClient } from '../laws/support/stepped.ts';
import { Writer } from '../laws/support/Writer.ts';
import type { MeasuredSizes } from '../report/Measurement.ts';
import { HeldCall } from '../steps/HeldCall.ts';
import type { Subject } from './Witness.ts';
import { entryBytes, recordBytes } from './storedBytes.ts';

export interface SpecimenOptions {
  readonly name: string;
  readonly t: StoreContext;
  readonly fixture: Fixture;
  /** Bytes of each envelope; absent: a few. */
  readonly envelopeBytes?: number;
}

/** Bytes of the envelopes in one commit, at most: below the 3 MiB of all backends. */
const commitBytes = 2_500_000;

/** A dialogue of a known size, and the model of what is in it. */
export class Specimen implements Subject {
  readonly t: StoreContext;
  readonly fixture: Fixture;
  readonly id: DialogueId;
  readonly writer: Writer;
  readonly #envelopeBytes: number | undefined;

  constructor({ name, t, fixture, envelopeBytes }: SpecimenOptions) {
    this.t = t;
    this.fixture = fixture;
    this.id = dialogueId(name);
    this.writer = new Writer(t, fixture.store, this.id);
    this.#envelopeBytes = envelopeBytes;
  }

  /** Records that are there. */
  get records(): number {
    return this.writer.model.keys().length;
  }

  /** Items of the greatest transaction; `Infinity` where every commit is one. */
  get limit(): number {
    return this.t.capabilities.transactionLimit ?? Infinity;
  }

  /** The first so many records, each with other bytes than before. */
  puts(count: number): readonly Put[] {
    const bytes = this.#envelopeBytes;
    const { n } = this.writer.model;
    return manyKeys(count).map((key, at) =>
      bytes === undefined ? { key } : { key, envelope: patternBytes(bytes, n * 1000 + at) },
    );
  }

  /** Adds records, `each` in a commit. */
  async fill(count: number, each = 1): Promise<void> {
    const room = Math.max(1, Math.floor(commitBytes / (this.#envelopeBytes ?? 1)));
    for (let at = this.records; at < count;) {
      const next = Math.min(count, at + Math.min(each, room));
      await this.writer.commit({ puts: this.puts(next).slice(at) });
      at = next;
    }
  }

  /** Adds so many small records behind the others, in one commit. */
  async append(count: number): Promise<void> {
    await this.writer.commit({ puts: manyKeys(count, this.records) });
  }

  sizes(): MeasuredSizes {
    const { model } = this.writer;
    const records = model.records();
    const head = model.commits.at(-1);
    const entries = model.entries(1).map((entry) => entryBytes(this.id, entry));
    return {
      records: records.length,
      bytes: records.reduce((sum, record) => sum + recordBytes(this.id, record), head === undefined ? 0 : 1024),
      entries: entries.length,
      logBytes: entries.reduce((sum, bytes) => sum + bytes, 0),
    };
  }

  /** Whether a large commit can be left unfinished here: by a backend whose commits take several transactions. */
  get mayPend(): boolean {
    return this.limit !== Infinity;
  }

  /** A commit that one transaction does not hold, of at most `changes` records that are there: the rest of it are checks of records that are not. */
  large(changes: number): Commit {
    const count = Math.min(changes, this.records);
    const checks = manyKeys(Math.max(0, this.limit - 1 - count), 500_000);
    return this.writer.draft({ puts: this.puts(count), checks });
  }

  /** Leaves a large commit that has taken effect and that nobody has finished; answers with its sizes. */
  async leavePending(changes = 50): Promise<Readonly<Record<string, number>>> {
    const commit = this.large(changes);
    await this.#dieIn(commit, async () => true);
    return { pendingChanges: commit.changes.length, pendingChunks: await this.#leftovers() };
  }

  /** As {@link leavePending}, of new small records behind all others: the first `above` stay as they are. */
  async leaveSmallPending(above: number): Promise<Readonly<Record<string, number>>> {
    const puts = manyKeys(Math.max(this.limit, 50), above);
    const commit = this.writer.draft({ puts });
    await this.#dieIn(commit, async () => true);
    return { pendingChanges: commit.changes.length, pendingChunks: await this.#leftovers() };
  }

  /** Leaves a large commit that is finished, but for the chunks that its writer did not come to delete; answers with how many. */
  async leaveOrphans(changes = 50): Promise<Readonly<Record<string, number>>> {
    await this.#dieIn(this.large(changes), async () => {
      const state = await this.fixture.store.repair?.pending(this.id);
      return state?.pending === 'none';
    });
    return { orphanChunks: await this.#leftovers() };
  }

  async #leftovers(): Promise<number> {
    return (await this.fixture.probe.rows(this.id)).leftovers;
  }

  /** Its sender dies at the first request after which it has taken effect and `there` holds. */
  async #dieIn(commit: Commit, there: () => Promise<boolean>): Promise<void> {
    const { gate, store } = await steppedClient(this.t, this.fixture);
    const call = new HeldCall(gate, () => store.commit(this.id, commit));
    for (;;) {
      this.t.check(await call.held(), 'never-pending', { message: `a commit of ${commit.changes.length} changes` });
      await gate.release();
      // A request that the gate lets through is executed when this answers.
      const head = gate.executed.write === 0 ? undefined : await this.fixture.store.head(this.id);
      if (head?.n === commit.n && (await there())) break;
    }
    gate.kill();
    this.writer.model.commit(commit);
  }
}
