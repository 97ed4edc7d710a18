import type { DialogueId } from '../../address/DialogueId.ts';
import type { ErrorCode } from '../../errors/index.ts';
import type { MoveStep } from '../mover/MoverContext.ts';
import type { CutOvers, DialogueReport, MoveTotals, ReportedStore } from './MoveReport.ts';

/** What happens in a move of a whole store: objects of JSON values, each one line of a journal. Fields may be added. */
export type MoveEvent = { readonly at: string } & (
  | {
      readonly event: 'begun';
      readonly dryRun: boolean;
      readonly source: ReportedStore;
      readonly target: ReportedStore;
      readonly concurrency: number;
    }
  /** Moves that were interrupted are gone on with, one by one: steps follow. */
  | { readonly event: 'resumed' }
  /** The source is listed, for the first time or again. */
  | { readonly event: 'pass'; readonly pass: number }
  /** A step was done. */
  | {
      readonly event: 'step';
      readonly dialogueId: DialogueId;
      readonly step: MoveStep;
      readonly moveId?: string;
    }
  /** How far an arrival is; not in the journal. */
  | {
      readonly event: 'progress';
      readonly dialogueId: DialogueId;
      readonly moveId: string;
      readonly entries: number;
      readonly records: number;
      readonly bytes: number;
    }
  | ({ readonly event: 'dialogue' } & DialogueReport)
  /** Nothing new is begun any more. */
  | { readonly event: 'halted'; readonly code: ErrorCode; readonly message: string }
  /** The journal takes no more lines, and the move goes on; not in the journal. */
  | { readonly event: 'journal-lost'; readonly message: string }
  | { readonly event: 'ended'; readonly totals: MoveTotals; readonly cutOver: CutOvers }
);

/** An event without its time. */
export type Happening = MoveEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'at'> : never) : never;
