import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'rewrap-root-left',
  clause: 'KO-REWRAP-01',
  reason: 'wrong-answer',
  module: 'operations/rewrap.js',
  find: `[logRootKey(header.rootVersion), { purpose: 'log-root', version: header.rootVersion }],`,
  replace: '',
  description: 'Forgets the log root.',
};
