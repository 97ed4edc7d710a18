import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { rereading } from '../support/reread.ts';

export const bytesAsText: StoreMutant = {
  id: 'bytes-as-text',
  clause: 'PS-BYTES-01',
  reason: 'bytes-changed',
  description: 'Envelopes pass through a UTF-8 string, so what is not UTF-8 becomes U+FFFD.',
  build: () =>
    brokenStore((store) =>
      rereading(store, (record) => ({
        ...record,
        envelope: new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(record.envelope)),
      })),
    ),
};
