import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'abort-not-heard',
  clause: 'LE-ASK-02',
  reason: 'abort-not-heard',
  module: 'keys/KekCache.js',
  find: 'await untilAborted(this.#opening(generation, epoch), signal)',
  replace: 'await this.#opening(generation, epoch)',
  description: 'Does not hear an abort while it waits for the key.',
};
