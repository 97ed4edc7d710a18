import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'creation-called-damage',
  clause: 'CL-READ-01',
  reason: 'false-alarm',
  module: 'store/readAtomic.js',
  find: 'const { entries } = await context.backend.log(id, 1, 1, options);',
  replace: `if (records > 0)
        throw integrityError(id, 'head_missing', 'there are records, but no head.', { records });
    const { entries } = await context.backend.log(id, 1, 1, options);`,
  description: 'Takes records without a head for damage at once, without asking for both as one state.',
};
