import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'audit-forgets-nothing',
  clause: 'AU-OP-07',
  reason: 'part-lost',
  module: 'audit/auditedCodec.js',
  find: 'forget: () => codec.forget()',
  replace: 'forget: () => undefined',
  description: 'Keeps derived keys when the codec shall forget them.',
};
