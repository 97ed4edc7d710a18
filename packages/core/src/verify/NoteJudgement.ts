import { judgeCheckpoint, type NoteEvidence, type OpenedCheckpoint } from '../checkpoint/openCheckpoint.ts';
import type { NoteFault } from '../checkpoint/openSignedNote.ts';
import type { LogEntry } from '../traits/PartitionStore.ts';
import type { Finding } from './Finding.ts';
import { NoteComparison } from './NoteComparison.ts';

/** Looks at one note before a log is read, and at the log entry by entry. A note that is not believed is a finding, and compares nothing. */
export class NoteJudgement {
  readonly #judged: OpenedCheckpoint | NoteFault;
  readonly #comparison: NoteComparison | undefined;

  /** @throws ColloquyError `invalid_argument` when no key is pinned */
  constructor(evidence: NoteEvidence) {
    this.#judged = judgeCheckpoint(evidence);
    this.#comparison = 'fault' in this.#judged ? undefined : new NoteComparison(this.#judged);
  }

  add(entry: LogEntry): void {
    this.#comparison?.add(entry);
  }

  get findings(): readonly Finding[] {
    if ('fault' in this.#judged) return [{ kind: this.#judged.fault, message: this.#judged.message }];
    return this.#comparison?.findings ?? [];
  }
}
