import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'moved-decided-early',
  clause: 'MG-ANSWER-04',
  reason: 'wrongly-decided',
  module: 'store/send.js',
  find: "status !== 'importing' && status !== 'aborted'",
  replace: "status !== ''",
  description: 'Concludes from an import over an old copy that a commit never landed.',
};
