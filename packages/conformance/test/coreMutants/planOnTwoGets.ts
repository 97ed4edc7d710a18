import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'plan-on-two-gets',
  clause: 'CL-WRITE-01',
  reason: 'plan-on-two-states',
  module: 'store/readAtomic.js',
  find: 'const read = await context.backend.get(id, [...wanted], options);',
  replace: `const early = await context.backend.get(id, [...wanted].slice(0, 2), options);
        const read = await context.backend.get(id, [...wanted].slice(2), options);
        read.records = [...early.records, ...read.records];`,
  description: 'Reads what a plan rests on by two requests.',
};
