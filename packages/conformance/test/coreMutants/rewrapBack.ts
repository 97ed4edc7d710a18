import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'rewrap-back',
  clause: 'KO-REWRAP-03',
  reason: 'went-back',
  module: 'operations/rewrap.js',
  find: 'read.head.header.epoch >= to.epoch',
  replace: 'read.head.header.epoch === to.epoch',
  description: 'Rewraps under the epoch that it has looked up, although the dialogue is under a later one.',
};
