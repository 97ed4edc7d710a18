import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'transitions-left-out',
  clause: 'DS-ROUND-01',
  reason: 'part-missing',
  module: 'domain/plan/registerRound.js',
  find: '(parts, path) => stageTransition(staging, ids, parts, path, batch.round)',
  replace: '() => undefined',
  description: 'Registers a round without its changes of status.',
};
