import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'first-fault-only',
  clause: 'DS-WRITE-02',
  reason: 'fault-not-told',
  module: 'domain/validation/Fault.js',
  find: 'Object.freeze([...this.#list])',
  replace: 'Object.freeze(this.#list.slice(0, 1))',
  description: 'Tells one fault at a time.',
};
