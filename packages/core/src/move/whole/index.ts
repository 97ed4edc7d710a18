export {
  createStoreMover,
  createStoreMoverWith,
  type MigrateStoreOptions,
  type StoreMover,
  type StoreMoverOptions,
  type WholeStore,
} from './createStoreMover.ts';
export { FileMoveJournal, readMoveJournal, type FileMoveJournalOptions, type ReadJournal } from './FileMoveJournal.ts';
export type { MoveEvent } from './MoveEvent.ts';
export type { MoveJournal } from './MoveJournal.ts';
export type { CutOvers, DialogueOutcome, DialogueReport, MoveReport, MoveTotals, ReportedStore } from './MoveReport.ts';
export { createPace, type Rates } from './Pace.ts';
export type { StoreMoveStatus, UnsettledDialogue } from './storeStatus.ts';
