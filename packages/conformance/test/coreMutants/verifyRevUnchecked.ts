import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-rev-unchecked',
  clause: 'CL-VERIFY-04',
  reason: 'record-not-checked',
  module: 'verify/verifyDialogue.js',
  find: 'if (verifier === undefined || opened?.rev === verifier.history.current.get(key)?.n)',
  replace: 'if (key)',
  description: 'Does not compare the rev of a record with the log.',
};
