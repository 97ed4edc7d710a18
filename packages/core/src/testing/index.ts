/**
 * `@colloquy/core/testing`: time, randomness and waiting that a test chooses. For test suites only; the public factory cannot
 * reach any of it.
 */
import { createAuditTrailWith, type AuditTrail, type AuditTrailOptions } from '../audit/AuditTrail.ts';
import type { PayloadCodec } from '../codec/index.ts';
import type { DialogueStore } from '../traits/DialogueStore.ts';
import {
  createKeyOperationsWith,
  type KeyOperations,
  type KeyOperationsOptions,
} from '../operations/createKeyOperations.ts';
import { createRecoveryWith, type Recovery, type RecoveryOptions } from '../recovery/createRecovery.ts';
import { createStoreMoverWith, type StoreMover, type StoreMoverOptions } from '../move/whole/index.ts';
import { createMigrationStoreWith, type MigrationStoreOptions } from '../move/store/createMigrationStore.ts';
import type { MigrationStore } from '../traits/MigrationStore.ts';
import { createMoverWith, type Mover, type MoverOptions } from '../move/mover/index.ts';
import type { DialogueStoreOptions } from '../store/createContext.ts';
import { createDialogueStoreWith } from '../store/createDialogueStore.ts';
import type { Sources } from '../sources.ts';

export type {
  OpenBatch,
  PayloadCodec,
  PayloadContext,
  PlainRecord,
  SealBatch,
  SealedCommit,
  SealedRecord,
  WrapRequest,
} from '../codec/index.ts';
export { auditedCodec } from '../audit/auditedCodec.ts';
export { envelopeCodec, type EnvelopeCodecOptions } from '../envelope/index.ts';
export {
  clearAbove,
  copyDialogue,
  judgeSource,
  removeRecords,
  verifyCopy,
  type ArrivalLimits,
  type ArrivalRequest,
  type ArrivalStore,
} from '../move/arrival/index.ts';
export { boundaryEntry, type Mover } from '../move/boundaryEntry.ts';
export { prepareHeaders, type PreparedHeaders, type PrepareHeadersOptions } from '../move/prepareHeaders.ts';
export { RegisterGuard, type BelievedHead, type RegisterGuardOptions } from '../move/register/RegisterGuard.ts';
export { encodeResidenceText, type ResidenceText } from '../move/residenceText.ts';
export { SeededKeyProvider } from './SeededKeyProvider.ts';
export { seededSources, type SeededSourcesOptions } from './seededSources.ts';
export { createTestKeyring, type TestKeyringOptions } from './testKeyring.ts';
export { systemSources, type Sources } from '../sources.ts';

export interface TestDialogueStoreOptions extends DialogueStoreOptions {
  readonly sources: Sources;
  /** Stands before the envelope: to watch, or to break. */
  readonly codecOf?: (codec: PayloadCodec) => PayloadCodec;
}

/**
 * A dialogue store with injected sources: with equal sources and equal calls, two stores write equal bytes.
 *
 * @example
 * const store = createTestDialogueStore({ backend, keyring, sources: seededSources({ seed: 1 }) });
 */
export function createTestDialogueStore({ sources, codecOf, ...options }: TestDialogueStoreOptions): DialogueStore {
  return createDialogueStoreWith(options, sources, codecOf);
}

export interface TestKeyOperationsOptions extends KeyOperationsOptions {
  readonly sources: Sources;
  /** Stands before the envelope: to watch, or to break. */
  readonly codecOf?: (codec: PayloadCodec) => PayloadCodec;
}

/** Key operations with injected sources. */
export function createTestKeyOperations({ sources, codecOf, ...options }: TestKeyOperationsOptions): KeyOperations {
  return createKeyOperationsWith(options, sources, codecOf);
}

export interface TestRecoveryOptions extends RecoveryOptions {
  readonly sources: Sources;
  /** Stands before the envelope: to watch, or to break. */
  readonly codecOf?: (codec: PayloadCodec) => PayloadCodec;
}

/** A recovery with injected sources. */
export function createTestRecovery({ sources, codecOf, ...options }: TestRecoveryOptions): Recovery {
  return createRecoveryWith(options, sources, codecOf);
}

export type TestAuditTrailOptions = AuditTrailOptions & { readonly sources: Sources };

/**
 * An audit trail with injected sources: with equal sources and equal records, two trails write equal lines.
 *
 * @example
 * const trail = createTestAuditTrail({ sink, principal: 'test', onFailure: 'refuse', sources: seededSources({ seed: 1 }) });
 */
export function createTestAuditTrail({ sources, ...options }: TestAuditTrailOptions): AuditTrail {
  return createAuditTrailWith(options, sources);
}

export type TestMoverOptions = MoverOptions & { readonly sources: Sources };

/** A mover with injected sources: with equal sources, stores and calls, two movers write equal bytes. */
export function createTestMover({ sources, ...options }: TestMoverOptions): Mover {
  return createMoverWith(options, sources);
}

export type TestMigrationStoreOptions = MigrationStoreOptions & { readonly sources: Sources };

/** A migration store with injected sources. */
export function createTestMigrationStore({ sources, ...options }: TestMigrationStoreOptions): MigrationStore {
  return createMigrationStoreWith(options, sources);
}

export type TestStoreMoverOptions = StoreMoverOptions & { readonly sources: Sources };

/** A mover of whole stores with injected sources. */
export function createTestStoreMover({ sources, ...options }: TestStoreMoverOptions): StoreMover {
  return createStoreMoverWith(options, sources);
}
