import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'randomness-kept',
  clause: 'EV-SEAL-07',
  reason: 'not-anew',
  module: 'envelope/draw.js',
  find: 'const pool = draw(randomBytes, hedgeLength + count * nonceLength);',
  replace: 'const pool = (globalThis.pool ??= draw(randomBytes, 100_000)).slice(0, hedgeLength + count * nonceLength);',
  description: 'Draws once and keeps what it has drawn, also after a conflict.',
};
