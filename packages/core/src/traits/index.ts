export type {
  AnalyticsBackend,
  AnalyticsPort,
  DialoguePosition,
  DialogueRow,
  ExpertPosition,
  ExpertRow,
  OpenTensionStatus,
  PortPage,
  StoreCounts,
  TensionPosition,
  TensionRow,
} from './AnalyticsPort.ts';
export type {
  AnalyticsStore,
  Page,
  PageRequest,
  SimilarDialogue,
  SimilarDialogues,
  SimilarityBound,
  SkippedDialogue,
  StoreStatistics,
  Unverified,
} from './AnalyticsStore.ts';
export { clauseIds, clauses, type ClauseId } from './clauses.ts';
export * from './contracts/index.ts';
export type {
  DialogueHandle,
  DialogueStore,
  HistoryEntry,
  LoadedDialogue,
  Moved,
  MovedNotice,
  WriteOptions,
  Written,
} from './DialogueStore.ts';
export type { KeyLease, LeaseDeadline, KeyProvider, KeyScope } from './KeyProvider.ts';
export type { KeyVault } from './KeyVault.ts';
export type {
  ActivationEvidence,
  ChainContinuity,
  Claimed,
  MoveClaim,
  Contradiction,
  Crossing,
  MoveState,
  EncryptedBatch,
  Imported,
  LocatedHead,
  Location,
  MigrationStore,
  PurgeEvidence,
} from './MigrationStore.ts';
export type {
  Batch,
  ListedPartitions,
  MigrationBackend,
  MigrationPort,
  PageOptions,
  Residence,
  ResidenceChange,
  ResidenceStatus,
  ScopedChange,
  ScopedExport,
  ScopedResidence,
} from './MigrationPort.ts';
export {
  scoped,
  type AssertPartitionScoped,
  type PartitionScoped,
  type Scoped,
  type ScopeReport,
} from './PartitionScoped.ts';
export type {
  Attributes,
  CallOptions,
  Change,
  Check,
  Commit,
  CommitOutcome,
  Digest,
  Head,
  LogEntry,
  PartitionStore,
  ScopedHead,
  ScopedKey,
  ScopedLoad,
  ScopedLogPage,
  ScopedOutcome,
  ScopedRead,
  StoredRecord,
} from './PartitionStore.ts';
export type { CommitOver, Pending, RepairBackend, RepairPort } from './RepairPort.ts';
export type { StoreHeaderPort } from './StoreHeaderPort.ts';
