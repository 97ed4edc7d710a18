import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-chain-anew',
  clause: 'AU-FILE-04',
  reason: 'not-one-chain',
  module: 'audit/file/readTail.js',
  find: 'if (event !== undefined) return { event, ...tornOf(end.subarray(lineEnd + 1), path) }',
  replace: 'if (event !== undefined) return tornOf(end.subarray(lineEnd + 1), path)',
  description: 'Begins a new chain in an existing file.',
};
