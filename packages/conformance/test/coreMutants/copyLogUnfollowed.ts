import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'copy-log-unfollowed',
  clause: 'MG-COPY-01',
  reason: 'log-not-followed',
  module: 'move/arrival/FollowedLog.js',
  find: 'throw broken(chain.broken.n, chain.broken.why);',
  replace: '{}',
  description: 'Does not stop where the log breaks.',
};
