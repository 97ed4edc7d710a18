import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'stored-as-text',
  clause: 'EV-LAYOUT-03',
  reason: 'not-bytes',
  module: 'store/buildCommit.js',
  find: 'const envelope = sealed.envelopes[at] ?? new Uint8Array(0);',
  replace:
    "const envelope = new Uint8Array(Buffer.from(Buffer.from(sealed.envelopes[at] ?? []).toString('base64url')));",
  description: 'Stores the text form of envelopes.',
};
