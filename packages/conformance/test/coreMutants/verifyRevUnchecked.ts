import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-rev-unchecked',
  clause: 'CL-VERIFY-04',
  reason: 'record-not-checked',
  module: 'verify/openEach.js',
  find: 'if (writerOf === undefined || plain?.rev === writerOf(key))',
  replace: 'if (key)',
  description: 'Does not compare the rev of a record with the log.',
};
