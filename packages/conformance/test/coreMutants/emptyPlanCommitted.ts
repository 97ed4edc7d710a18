import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'empty-plan-committed',
  clause: 'CL-WRITE-06',
  reason: 'commit-without-changes',
  module: 'store/write.js',
  find: 'plan.puts.length === 0',
  replace: 'plan.puts.length < 0',
  description: 'Commits entries that change nothing.',
};
