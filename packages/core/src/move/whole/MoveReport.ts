import type { DialogueId } from '../../address/DialogueId.ts';
import type { ErrorCode } from '../../errors/index.ts';

/** A store of a move, as its report names it. */
export interface ReportedStore {
  /** What kind of store it is: `sqlite`, `postgresql`, `dynamodb`, `memory`; 1 to 64 of `[A-Za-z0-9._~-]`. */
  readonly backend: string;
  readonly name: string;
  /** 32 lowercase hexadecimal digits. */
  readonly place: string;
}

/** What became of one dialogue. */
export type DialogueOutcome =
  /** It takes its writes at the target. */
  | 'moved'
  /** It had left the source before, or there was nothing but a claim that had ended. */
  | 'skipped'
  /** It takes its writes at the source: its move did not begin. */
  | 'refused'
  /** It takes its writes at the source: its move was taken back. */
  | 'cancelled'
  /** Nobody can write: it is to be resumed or cancelled. */
  | 'in-transit'
  /** A dry run found nothing in its way. */
  | 'would-move'
  /** It changed while a dry run read it, has a commit unfinished, or was not begun because the run was halted: `code` says by what. */
  | 'not-checked';

export interface DialogueReport {
  readonly dialogueId: DialogueId;
  readonly outcome: DialogueOutcome;
  readonly moveId?: string;
  /** Of `migrate.in` where it was moved; otherwise of the head at the source. */
  readonly n?: number;
  /** n of the `migrate.out` with which an earlier copy had left the target; 0 where there was none. */
  readonly base?: number;
  /** What the target holds, as it was read back. */
  readonly records?: number;
  /** Entries that came: those above the base, up to `migrate.out`; in a dry run those that would, up to the head. */
  readonly entries?: number;
  /** Of the envelopes of these records. */
  readonly bytes?: number;
  /** Milliseconds during which nobody could write. */
  readonly cutOverMs?: number;
  /** `monotonic`: one process closed and opened it. `wall`: another one had a part in it, and it is the difference of two clocks. */
  readonly cutOverBy?: 'monotonic' | 'wall';
  readonly code?: ErrorCode;
  /** `context.reason` of the error. */
  readonly reason?: string;
  /** Of the record that is not what the log says. */
  readonly address?: string;
  /** What happened and what to do, for people. */
  readonly message?: string;
}

export interface MoveTotals {
  readonly moved: number;
  readonly skipped: number;
  readonly refused: number;
  readonly cancelled: number;
  /** Of those that were moved, as are entries and bytes; in a dry run of those that would. */
  readonly records: number;
  readonly entries: number;
  readonly bytes: number;
}

/** How long dialogues took no writes; percentiles by the nearest rank, 0 where there was none. */
export interface CutOvers {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Waited for the rate in all of them together (MG-WHOLE-06). */
  readonly waitedMs: number;
}

/** What a move of a whole store did: one JSON document, schema `docs/spec/schemas/move-report.json`. */
export interface MoveReport {
  readonly report: 'colloquy/v1/move';
  readonly dryRun: boolean;
  /** RFC 3339, UTC, milliseconds. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly source: ReportedStore;
  readonly target: ReportedStore;
  readonly totals: MoveTotals;
  readonly cutOver: CutOvers;
  /** In the order in which they were done. */
  readonly dialogues: readonly DialogueReport[];
}

/** Sums of what was moved, or would be. */
export function totalsOf(dialogues: readonly DialogueReport[]): MoveTotals {
  const count = (outcome: DialogueOutcome): number => dialogues.filter((one) => one.outcome === outcome).length;
  const came = dialogues.filter(({ outcome }) => outcome === 'moved' || outcome === 'would-move');
  const sum = (field: 'records' | 'entries' | 'bytes'): number =>
    came.reduce((total, one) => total + (one[field] ?? 0), 0);
  return {
    moved: count('moved'),
    skipped: count('skipped'),
    refused: count('refused'),
    cancelled: count('cancelled'),
    records: sum('records'),
    entries: sum('entries'),
    bytes: sum('bytes'),
  };
}

export function cutOversOf(dialogues: readonly DialogueReport[], waitedMs: number): CutOvers {
  const taken = dialogues.flatMap(({ cutOverMs }) => (cutOverMs === undefined ? [] : [cutOverMs]));
  const ascending = taken.toSorted((a, b) => a - b);
  const at = (share: number): number => ascending[Math.ceil(share * ascending.length) - 1] ?? 0;
  return {
    count: ascending.length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    maxMs: ascending.at(-1) ?? 0,
    waitedMs: toMicroseconds(waitedMs),
  };
}

/** Clocks tell more digits than they know. */
export function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
