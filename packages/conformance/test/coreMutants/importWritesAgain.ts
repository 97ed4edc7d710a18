import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'import-writes-again',
  clause: 'DS-IMPORT-02',
  reason: 'not-finished',
  module: 'store/importDocument.js',
  find: 'canonicalJson(encodeEntity(found)) === canonicalJson(encodeEntity(entity))',
  replace: 'canonicalJson(encodeEntity(found)) === null',
  description: 'Does not recognise what it has already stored.',
};
