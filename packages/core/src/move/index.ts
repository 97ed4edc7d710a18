export {
  boundaryKinds,
  isBoundaryKind,
  parseBoundaryBody,
  type BoundaryBody,
  type BoundaryKind,
  type Copied,
  type StoreName,
} from './boundaryBody.ts';
export type { BoundaryFact } from './boundaryFact.ts';
export type { Boundary, BoundaryBreak, LoggedLocation } from './BoundarySequence.ts';
export type { ChainBreak } from './BoundaryChain.ts';
export { MoverKeys, type BoundaryTrust } from './MoverKeys.ts';
export { verifyChainContinuity, type ContinuityOptions, type LogContinuity } from './verifyChainContinuity.ts';
export {
  createMover,
  type Cancelled,
  type CancelOptions,
  type CompletedMove,
  type MovePhase,
  type MoveProgress,
  type Mover,
  type MoverOptions,
  type MoveStatus,
  type MoveStep,
  type MoveStepEvent,
  type Purged,
  type StartOptions,
  type StoreStatus,
  type StoreToMove,
} from './mover/index.ts';
export type { MoveRefusal } from './refusals.ts';
export type { ResidenceText } from './residenceText.ts';
export { createMigrationStore, type MigrationStoreOptions, type MoverIdentity } from './store/createMigrationStore.ts';
export { createMoverKey, openMoverKey, type CreateMoverKeyOptions } from './key/index.ts';
export {
  createPace,
  createStoreMover,
  FileMoveJournal,
  readMoveJournal,
  type CutOvers,
  type DialogueOutcome,
  type DialogueReport,
  type FileMoveJournalOptions,
  type MigrateStoreOptions,
  type MoveEvent,
  type MoveJournal,
  type MoveReport,
  type MoveTotals,
  type Rates,
  type ReadJournal,
  type ReportedStore,
  type StoreMover,
  type StoreMoverOptions,
  type StoreMoveStatus,
  type UnsettledDialogue,
  type WholeStore,
} from './whole/index.ts';
export type { PurgeOptions, PurgeStep, ReopenOptions } from './stepOptions.ts';
