import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'update-lost',
  clause: 'DS-WRITE-04',
  reason: 'lost-update',
  module: 'store/write.js',
  find: 'const { ground, plan } = planned;',
  replace: `let { ground, plan } = planned;
        context.kept ??= new Map();
        plan = context.kept.get(rawInput) ?? plan;
        context.kept.set(rawInput, plan);`,
  description: 'After a conflict overwrites what the winner wrote.',
};
