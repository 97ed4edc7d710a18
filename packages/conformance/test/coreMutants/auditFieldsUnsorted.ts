import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-fields-unsorted',
  clause: 'AU-EVENT-01',
  reason: 'not-canonical',
  module: 'audit/eventFields.js',
  find: "['chain', 'check', 'code',",
  replace: "['chain', 'code', 'check',",
  description: 'Writes two fields of an event in another order than RFC 8785.',
};
