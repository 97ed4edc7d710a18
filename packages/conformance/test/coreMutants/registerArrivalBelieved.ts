import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'register-arrival-believed',
  clause: 'MG-REGISTER-02',
  reason: 'arrival-believed',
  module: 'move/register/RegisterGuard.js',
  find: "if (isArrival && this.#options.movers.judge(entryHash(read.entry.header), read.entry.auth).trust !== 'refused')",
  replace: 'if (isArrival)',
  description: 'Believes an arrival that nobody signed.',
};
