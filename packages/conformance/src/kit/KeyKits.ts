import type { KeyProvider, KeyVault } from '@colloquy/core';
import type { Closable, Kit } from '../suite/Kit.ts';
import type { Law } from '../suite/Law.ts';
import type { LawContext } from '../suite/LawContext.ts';
import type { FaultDeclarations, PlacedFault, ProviderFault } from './ProviderFaults.ts';

/** What a key provider declares about itself. */
export interface ProviderCapabilities {
  /** It depends on a service that may not answer; then the fixture can cut it off: {@link ProviderFixture.outage}. */
  readonly service: boolean;
  /** For each fault of the list how it is produced, or why it cannot be: {@link ProviderFixture.inject}. */
  readonly faults: FaultDeclarations;
  /** Milliseconds within which every call ends, whatever happens. */
  readonly callBound: number;
  /** Requests that one call makes to the service, at most; 0 without a service. */
  readonly requestsPerCall: number;
}

/** One master key and what the suite needs around it. */
export interface ProviderFixture extends Closable {
  readonly provider: KeyProvider;
  /** Another provider over the same master key. */
  second(): Promise<KeyProvider>;
  /** A provider over another master key. */
  foreign(): Promise<KeyProvider>;
  /** Owed when `service` is declared: cuts the service off, and answers with how to bring it back. */
  outage?(): Promise<() => Promise<void>>;
  /** Owed for every fault that is declared with `how`: puts it in force for all providers over this master key. */
  inject?(fault: ProviderFault): Promise<PlacedFault>;
  /** Owed when `service` and any fault are declared: requests that have reached the service. */
  requests?(): number;
}

/** What the author of a key provider writes to have it judged. */
export type ProviderKit = Kit<ProviderFixture, ProviderCapabilities>;
export type ProviderLaw = Law<ProviderFixture, ProviderCapabilities>;
export type ProviderContext = LawContext<ProviderFixture, ProviderCapabilities>;

/** What a key vault declares about itself. */
export interface VaultCapabilities {
  /** What it holds outlives the process. */
  readonly durable: boolean;
}

/** One empty vault and what the suite needs around it. */
export interface VaultFixture extends Closable {
  readonly vault: KeyVault;
  /** Another client of the same vault. */
  second(): Promise<KeyVault>;
  /** The vault as a new process would open it. What is not durable is gone. */
  reopen(): Promise<KeyVault>;
}

/** What the author of a key vault writes to have it judged. */
export type VaultKit = Kit<VaultFixture, VaultCapabilities>;
export type VaultLaw = Law<VaultFixture, VaultCapabilities>;
export type VaultContext = LawContext<VaultFixture, VaultCapabilities>;
