import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'erased-on-word',
  clause: 'KO-ERASE-02',
  reason: 'said-too-early',
  module: 'store/loadVerified.js',
  find: 'const head = await headOfLoad(',
  replace: `const { erased } = JSON.parse(Buffer.from(load.head.header).toString());
        refuseErased(id, { header: { erased } });
        const head = await headOfLoad(`,
  description: 'Believes a head that says erased before its MAC was looked at.',
};
