import type { ClauseId } from '@colloquy/core';
import type { AdapterKit } from '../kit/AdapterKit.ts';
import type { ProviderKit, VaultKit } from '../kit/KeyKits.ts';

/** A deliberately broken implementation: the proof that a clause has a test which can fail. */
export interface Mutant<K> {
  /** Unique, in kebab case. */
  readonly id: string;
  /** The clause that it breaks. It may break others on the way. */
  readonly clause: ClauseId;
  /** The reason for which a test of that clause must fail. */
  readonly reason: string;
  /**
   * Reasons for which a test of that clause may fail instead, where several readers race and each would see the damage
   * differently: which of them comes first is not up to the test.
   */
  readonly orElse?: readonly string[];
  /** What is wrong, as one would tell a colleague. */
  readonly description: string;
  readonly build: () => K;
}

export type StoreMutant = Mutant<AdapterKit>;
export type ProviderMutant = Mutant<ProviderKit>;
export type VaultMutant = Mutant<VaultKit>;
