import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'verify-by-remembered-keys',
  clause: 'CL-VERIFY-05',
  reason: 'not-named',
  module: 'verify/verifyDialogue.js',
  find: 'const fresh = freshOf(context);',
  replace: 'const fresh = context;',
  description: 'Verifies with the keys in its memory instead of those that are stored.',
};
