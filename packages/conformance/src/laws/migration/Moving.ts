import {
  dialogueId,
  sha256Hex,
  type Batch,
  type Commit,
  type DialogueId,
  type Head,
  type LogEntry,
  type MigrationPort,
  type Residence,
  type ResidenceChange,
  type ResidenceStatus,
} from '@colloquy/core';
import type { Draft } from '../../data/draft.ts';
import type { OpenStore, StoreContext } from '../../kit/AdapterKit.ts';
import { Writer } from '../support/Writer.ts';

/** The port of a store: every backend owes one. */
export function portOf(t: StoreContext, store: OpenStore): MigrationPort {
  return t.owed(store.migration, 'a store with migration');
}

/** A residence that names a move. Its text is none that core would write: to a backend it is opaque. */
export function residenceOf(status: ResidenceStatus, move: string): Residence {
  return { status, move: `{"move":"${sha256Hex(move).slice(0, 32)}","of":"${move}"}` };
}

/** What a commit leaves in the log. */
export function entryOf({ n, commitId, header, body, auth }: Commit): LogEntry {
  return { n, commitId, header, body, auth };
}

/** A batch of which only this is said. */
export function batchOf(parts: Partial<Batch>): Batch {
  return { entries: [], records: [], removeEntries: [], removeRecords: [], ...parts };
}

/** Rows that a batch may have on this backend: every real one takes 99. */
export function rowsAtMost(t: StoreContext): number {
  return Math.min(99, (t.capabilities.transactionLimit ?? 100) - 1);
}

/** One dialogue that moves: what is written of it through the port, and the model of what it must be. */
export class Moving {
  readonly id: DialogueId;
  readonly port: MigrationPort;
  /** Its commits, and the model also of what arrives. */
  readonly writer: Writer;
  readonly #t: StoreContext;
  /** What stands there. */
  residence: Residence | null = null;
  head: Head | undefined;

  constructor(t: StoreContext, store: OpenStore, name = 'moving') {
    this.#t = t;
    this.id = dialogueId(name);
    this.port = portOf(t, store);
    this.writer = new Writer(t, store, this.id);
  }

  /** An ordinary commit. */
  async commit(draft: Draft = {}): Promise<Commit> {
    const commit = await this.writer.commit(draft);
    this.head = this.writer.model.head();
    return commit;
  }

  /** Writes a commit into the model only: something that will arrive. */
  plan(draft: Draft = {}): Commit {
    const commit = this.writer.draft(draft);
    this.writer.model.commit(commit);
    return commit;
  }

  /** A transition from what stands there, which need not be made. */
  change(to: Residence | null, entry?: LogEntry): ResidenceChange {
    const head = this.head === undefined ? null : { n: this.head.n, commitId: this.head.commitId };
    return { from: this.residence, to, head, ...(entry === undefined ? {} : { entry }) };
  }

  /** A transition without an entry that must take place. */
  async to(status: ResidenceStatus, move: string): Promise<ResidenceChange> {
    return this.#make(this.change(residenceOf(status, move)));
  }

  /** A transition with an entry behind all others that must take place. */
  async withEntry(to: Residence | null): Promise<ResidenceChange> {
    const entry = entryOf(this.writer.draft({ variant: 5 }));
    const change = await this.#make(this.change(to, entry));
    this.follow(entry);
    return change;
  }

  /** The model goes on with an entry that has landed. */
  follow(entry: LogEntry): void {
    if (this.writer.model.n < entry.n) this.writer.model.commit({ ...entry, changes: [], checks: [] });
    this.head = this.writer.model.head();
  }

  /** The whole of the model, in batches. */
  async copyIn(): Promise<void> {
    const { model } = this.writer;
    const rows = rowsAtMost(this.#t);
    for (let at = 0; at < model.n; at += rows) {
      await this.write(batchOf({ entries: model.entries(1).slice(at, at + rows) }));
    }
    const records = model.records();
    for (let at = 0; at < records.length; at += rows) {
      await this.write(batchOf({ records: records.slice(at, at + rows) }));
    }
  }

  /** A batch that must be written. */
  async write(batch: Batch): Promise<void> {
    const under = this.#t.present(this.residence ?? undefined, 'the-test-itself');
    const { written } = await this.port.writeBatch(this.id, under, batch);
    this.#t.check(written, 'not-written', { message: `a batch under ${under.status}` });
  }

  /** What the port answers must be what stands there. */
  async expectStands(reason: string, message?: string): Promise<void> {
    const { head, residence, pending } = await this.port.residence(this.id);
    const expected = { head: this.head, residence: this.residence, pending: false };
    this.#t.equal({ head, residence, pending }, expected, reason, message);
  }

  async #make(change: ResidenceChange): Promise<ResidenceChange> {
    const { changed } = await this.port.change(this.id, change);
    const { from, to } = change;
    const message = `from ${from?.status ?? 'none'} to ${to?.status ?? 'none'}`;
    this.#t.check(changed, 'not-changed', { message });
    this.residence = to;
    return change;
  }
}
