import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'boundary-unsigned',
  clause: 'MG-ENTRY-04',
  reason: 'signature-not-checked',
  module: 'move/MoverKeys.js',
  find: "key.verify(boundaryText(hash), auth.subarray(4)) ? { trust: 'signed', key } : { trust: 'refused' }",
  replace: "{ trust: 'signed', key }",
  description: 'Believes whoever names the id of a pinned key.',
};
