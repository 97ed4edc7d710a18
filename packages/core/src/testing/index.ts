/**
 * `@colloquy/core/testing`: time, randomness and waiting that a test chooses. For test suites only; the public factory cannot
 * reach any of it.
 */
import type { DialogueStore } from '../traits/DialogueStore.ts';
import { createDialogueStoreWith, type DialogueStoreOptions } from '../store/createDialogueStore.ts';
import type { Sources } from '../sources.ts';

export { seededSources, type SeededSourcesOptions } from './seededSources.ts';
export { systemSources, type Sources } from '../sources.ts';

export interface TestDialogueStoreOptions extends DialogueStoreOptions {
  readonly sources: Sources;
}

/**
 * A dialogue store with injected sources: with equal sources and equal calls, two stores write equal bytes.
 *
 * @example
 * const store = createTestDialogueStore({ backend, codec, keyring, sources: seededSources({ seed: 1 }) });
 */
export function createTestDialogueStore({ sources, ...options }: TestDialogueStoreOptions): DialogueStore {
  return createDialogueStoreWith(options, sources);
}
