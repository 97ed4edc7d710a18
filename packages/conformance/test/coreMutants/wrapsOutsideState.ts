import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'wraps-outside-state',
  clause: 'EV-WRAP-04',
  reason: 'wrap-not-in-state',
  module: 'store/buildCommit.js',
  find: 'for (const { key, prior, digest, counts = prior } of written) {',
  replace:
    "for (const { key, prior, digest, counts = prior } of written.filter((each) => !each.key.startsWith('key#'))) {",
  description: 'Leaves wrapped keys out of the state tag.',
};
