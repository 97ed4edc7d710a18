import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-entries-kept',
  clause: 'MG-COPY-04',
  reason: 'entry-too-much',
  module: 'move/arrival/LogComparison.js',
  find: "await this.#on({ is: 'superfluous', n: next.value.n });",
  replace: '',
  description: 'Does not look for entries that are too much at the target.',
};
