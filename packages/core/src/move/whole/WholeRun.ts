import type { DialogueId } from '../../address/DialogueId.ts';
import type { ColloquyError } from '../../errors/index.ts';
import { instantOf } from '../../sources.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { Load } from '../arrival/index.ts';
import type { MoverContext, Side } from '../mover/MoverContext.ts';
import type { FaultWatch } from './targetFaults.ts';
import type { Happening, MoveEvent } from './MoveEvent.ts';
import { JournalWriter, type MoveJournal } from './MoveJournal.ts';
import { cutOversOf, totalsOf, type DialogueReport, type MoveReport, type ReportedStore } from './MoveReport.ts';
import type { Pace } from './Pace.ts';

/** What a run stands on. */
export interface RunParts {
  readonly context: MoverContext;
  readonly to: Side;
  readonly source: ReportedStore;
  readonly target: ReportedStore;
  readonly concurrency: number;
  readonly pace: Pace | undefined;
  readonly journal: MoveJournal | undefined;
  readonly onEvent: ((event: MoveEvent) => void) | undefined;
  readonly faults: FaultWatch;
  /** The caller's signal. */
  readonly call: CallOptions;
  readonly dryRun: boolean;
  /** These and no others; undefined: all that the source has. */
  readonly only: readonly DialogueId[] | undefined;
}

/** One move of a whole store, from its beginning to its report. */
export class WholeRun {
  readonly parts: RunParts;
  readonly #reports = new Map<DialogueId, DialogueReport>();
  readonly #interrupt = new AbortController();
  readonly #journal: JournalWriter | undefined;
  readonly #startedAt: number;
  #halted: ColloquyError | undefined;
  #waited = 0;

  constructor(parts: RunParts) {
    this.parts = parts;
    const { journal, context } = parts;
    this.#startedAt = context.sources.now();
    this.#journal = journal && new JournalWriter(journal, (error) => this.#journalLost(error));
  }

  /** What every call on behalf of a dialogue gets: it ends with the caller's signal, and where the run is interrupted. */
  get call(): { readonly signal: AbortSignal } {
    const { signal } = this.parts.call;
    const own = this.#interrupt.signal;
    return { signal: signal === undefined ? own : AbortSignal.any([signal, own]) };
  }

  /** Why nothing new is begun any more. */
  get halted(): ColloquyError | undefined {
    return this.#halted;
  }

  has(id: DialogueId): boolean {
    return this.#reports.has(id);
  }

  /** Nothing new is begun; with `interrupt` what is under way ends as well, with this reason. */
  async halt(reason: ColloquyError, { interrupt }: { readonly interrupt: boolean }): Promise<void> {
    const isFirst = this.#halted === undefined;
    this.#halted ??= reason;
    if (interrupt) this.#interrupt.abort(reason);
    if (isFirst) await this.tell({ event: 'halted', code: reason.code, message: reason.message });
  }

  /** Waits for the rate; `counts` where nobody can write meanwhile. */
  async take(load: Load, { signal }: CallOptions, counts: boolean): Promise<void> {
    const waited = await this.parts.pace?.take(load, signal);
    if (counts && waited !== undefined) this.#waited += waited;
  }

  /** What became of a dialogue; a later answer takes the place of the first. */
  async report(done: DialogueReport): Promise<void> {
    this.#reports.set(done.dialogueId, done);
    await this.tell({ event: 'dialogue', ...done });
  }

  /** @throws what the journal throws, where it takes no line at all */
  async begin(): Promise<void> {
    const { dryRun, source, target, concurrency } = this.parts;
    await this.#journal?.begin(this.#told({ event: 'begun', dryRun, source, target, concurrency }));
  }

  /** Tells the caller, and the journal what is to be kept. */
  async tell(happening: Happening): Promise<void> {
    const event = this.#told(happening);
    if (event.event !== 'progress' && event.event !== 'journal-lost') await this.#journal?.write(event);
  }

  /** Tells the caller alone. */
  tellNow(happening: Happening): void {
    this.#told(happening);
  }

  end(): MoveReport {
    const { context, source, target, dryRun } = this.parts;
    const dialogues = [...this.#reports.values()];
    return {
      report: 'colloquy/v1/move',
      dryRun,
      startedAt: instantOf(this.#startedAt),
      endedAt: instantOf(context.sources.now()),
      source,
      target,
      totals: totalsOf(dialogues),
      cutOver: cutOversOf(dialogues, this.#waited),
      dialogues,
    };
  }

  #told(happening: Happening): MoveEvent {
    const event: MoveEvent = { at: instantOf(this.parts.context.sources.now()), ...happening };
    this.parts.onEvent?.(event);
    return event;
  }

  #journalLost(error: unknown): void {
    const message = `The journal takes no more lines, and the move goes on: ${error instanceof Error ? error.message : String(error)}`;
    this.tellNow({ event: 'journal-lost', message });
  }
}
