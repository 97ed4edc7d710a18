import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verdict-again',
  clause: 'DS-VERDICT-01',
  reason: 'verdict-replaced',
  module: 'domain/plan/steps/verdict.js',
  find: 'const isNew = !staging.has(key);',
  replace: 'const isNew = true;',
  description: 'Lets a verdict be replaced.',
};
