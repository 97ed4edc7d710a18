import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'operation-request-not-compared',
  clause: 'CL-ONCE-04',
  reason: 'mismatch-not-told',
  module: 'store/operation.js',
  find: "payload['request'] !== operation.request",
  replace: "payload['request'] === undefined",
  description: 'Answers another request with the first result.',
};
