import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-any-token',
  clause: 'AU-EVENT-02',
  reason: 'accepted',
  module: 'audit/eventFields.js',
  find: 'const token = /^[A-Za-z0-9._~-]{1,64}$/',
  replace: 'const token = /^[^]{0,64}$/',
  description: 'Takes any text for a token.',
};
