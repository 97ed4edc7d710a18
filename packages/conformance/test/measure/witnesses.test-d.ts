/*
 * The witnesses of a trait are complete by type: a method that nobody calls, or a call of what the trait does not have, does not compile.
 * Compiled by `npm run typecheck`; nothing here runs.
 */
import type { PartitionStore } from '@colloquy/core';
import { partitionStoreWitnesses } from '../../src/measure/partitionStore.ts';
import type { Specimen } from '../../src/measure/Specimen.ts';
import type { Subject, Witnesses } from '../../src/measure/Witness.ts';

interface Trait {
  readonly name: string;
  head(): Promise<void>;
  load(): Promise<void>;
}

const none = (): readonly [] => [];

export const whole: Witnesses<Trait, Subject> = { head: none, load: none };

// @ts-expect-error `load` has no witness
export const missing: Witnesses<Trait, Subject> = { head: none };

// @ts-expect-error the trait has no `list`
export const extra: Witnesses<Trait, Subject> = { head: none, load: none, list: none };

interface Grown extends PartitionStore {
  peek(): Promise<void>;
}

// @ts-expect-error nobody calls the new method
export const grown: Witnesses<Grown, Specimen> = partitionStoreWitnesses;
