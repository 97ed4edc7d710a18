import type { MoveEvent } from './MoveEvent.ts';

/**
 * Where lines of a move are kept, for progress and times. It decides nothing: without it the two stores say everything (MG-WHOLE-04).
 * `FileMoveJournal` keeps them in a file.
 */
export interface MoveJournal {
  /** Appends lines of JSON, each without its newline, and answers when they are durable. Called once at a time. */
  append(lines: readonly string[]): Promise<void>;
}

/** Writes events to a journal, those together that come while an append is under way. */
export class JournalWriter {
  readonly #journal: MoveJournal;
  readonly #lost: (error: unknown) => void;
  #lines: string[] = [];
  #next: Promise<void> | undefined;
  #under: Promise<void> = Promise.resolve();
  #isLost = false;

  /** `lost` is told once, when a line could not be kept: no later one is tried, since a journal has no gaps. */
  constructor(journal: MoveJournal, lost: (error: unknown) => void) {
    this.#journal = journal;
    this.#lost = lost;
  }

  /** Writes the first event, and rejects where it cannot be kept: whoever wants a journal is told before anything is done. */
  async begin(event: MoveEvent): Promise<void> {
    await this.#journal.append([JSON.stringify(event)]);
  }

  /** Answers when the event is durable, or the journal is lost. */
  async write(event: MoveEvent): Promise<void> {
    if (this.#isLost) return;
    this.#lines.push(JSON.stringify(event));
    this.#next ??= this.#appendAfter(this.#under);
    await this.#next;
  }

  #appendAfter(before: Promise<void>): Promise<void> {
    const appended = this.#append(before);
    this.#under = appended.catch(() => undefined);
    return appended;
  }

  async #append(before: Promise<void>): Promise<void> {
    await before;
    const lines = this.#lines;
    this.#lines = [];
    this.#next = undefined;
    if (this.#isLost) return;
    try {
      await this.#journal.append(lines);
    } catch (error) {
      this.#isLost = true;
      this.#lost(error);
    }
  }
}
