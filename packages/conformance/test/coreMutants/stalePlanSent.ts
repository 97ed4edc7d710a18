import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'stale-plan-sent',
  clause: 'CL-WRITE-03',
  reason: 'stale-plan',
  module: 'store/write.js',
  find: 'const { ground, plan } = planned;',
  replace: `let { ground, plan } = planned;
        context.kept ??= new Map();
        plan = context.kept.get(rawInput) ?? plan;
        context.kept.set(rawInput, plan);`,
  description: 'After a conflict takes the new head, and the old plan.',
};
