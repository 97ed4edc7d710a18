export { conformance, type ConformanceOptions } from './conformance.ts';
export type { ReportOptions } from './report/registerSuite.ts';
export { keyConformance, type KeyConformanceOptions } from './keyConformance.ts';
export { differential, runDifferential, type DifferentialOptions } from './differential/differential.ts';
export { dumpOf } from './differential/dump.ts';

export type { AdapterKit, Elsewhere, Fixture, Obstacle, OpenStore, StoreContext, StoreLaw } from './kit/AdapterKit.ts';
export type { Capabilities } from './kit/Capabilities.ts';
export { measuredUnits, type MeasuredUnit, type Metered } from './kit/Metered.ts';
export type {
  ProviderCapabilities,
  ProviderFixture,
  ProviderKit,
  ProviderLaw,
  VaultCapabilities,
  VaultFixture,
  VaultKit,
  VaultLaw,
} from './kit/KeyKits.ts';
export {
  noFaults,
  providerFaults,
  type FaultDeclaration,
  type FaultDeclarations,
  type PlacedFault,
  type ProviderFault,
} from './kit/ProviderFaults.ts';
export type { RawProbe, RawRows } from './kit/RawProbe.ts';

export { StepGate, type StepFaults, type StepKind } from './steps/StepGate.ts';
export { answerOf, HeldCall, settledOf, type Settled } from './steps/HeldCall.ts';
export { explore, type Actor, type ExploreOptions } from './steps/explore.ts';

export { History, type RecordedClient } from './history/History.ts';
export type { Answered, Operation, Unanswered } from './history/Operation.ts';
export { validateHistory, type Outcome } from './history/validateHistory.ts';
export { finding, type Finding } from './judge/Finding.ts';

export { GatedEngine } from './memory/GatedEngine.ts';
export { memoryKit, type MemoryClient, type MemoryKitOptions } from './memory/memoryKit.ts';
export { memoryProbe } from './memory/memoryProbe.ts';
export { ephemeralProviderKit } from './memory/ephemeralProviderKit.ts';
export { memoryVaultKit } from './memory/memoryVaultKit.ts';

export { memoryProcessKit, type MemoryProcessKitOptions } from './processes/memoryProcessKit.ts';
export type { ElsewhereModule } from './processes/openElsewhere.ts';
export {
  PlayFailed,
  playWorkers,
  type Client,
  type Played,
  type PlayOptions,
  type ReportedCall,
} from './processes/playWorkers.ts';
export { judgePlay, playStores, type StorePlay, type StorePlayed } from './processes/storePlay.ts';
export type { StoreStep } from './processes/StoreStep.ts';
export { deathPoints, type Death, type DeathPoint } from './processes/Death.ts';

export * from './dialogue/index.ts';
export * from './kms/index.ts';

export { storeLaws } from './laws/storeLaws.ts';
export { providerLaws } from './laws/keys/provider.ts';
export { vaultLaws } from './laws/keys/vault.ts';
export type { Closable, Kit } from './suite/Kit.ts';
export { titleOf, type Applicability, type Law } from './suite/Law.ts';
export { LawContext, type LawSettings, type Replay } from './suite/LawContext.ts';
export { LawViolation, type Facts, type TestId } from './suite/LawViolation.ts';
export { render } from './suite/render.ts';
export { registerLaws, type RegisterOptions, type Runner } from './suite/Runner.ts';
export { runLaws, type LawResult, type RunOptions } from './suite/runSuite.ts';
export { defaultRuns, defaultSeed, type SettingsOptions } from './suite/settings.ts';
export { Verifier } from './suite/Verifier.ts';

export type { Mutant, ProviderMutant, StoreMutant, VaultMutant } from './mutants/Mutant.ts';
export { analyticsMutants } from './mutants/analytics/index.ts';
export { headerMutants } from './mutants/header/index.ts';
export { kitMutants } from './mutants/kit/index.ts';
export { migrationMutants } from './mutants/migration/index.ts';
export { providerMutants } from './mutants/provider/index.ts';
export { processMutants } from './mutants/processes/index.ts';
export { storeMutants } from './mutants/store/index.ts';
export { vaultMutants } from './mutants/vault/index.ts';
export { tryMutant, type Trial, type TryOptions } from './mutants/tryMutant.ts';

export { judgeKits, type JudgeOptions, type Kits } from './report/judgeKits.ts';
export { killTable, type KillOptions } from './report/killTable.ts';
export * from './report/index.ts';

export * from './generators/index.ts';
