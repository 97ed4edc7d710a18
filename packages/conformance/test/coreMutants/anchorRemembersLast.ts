import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'anchor-remembers-last',
  clause: 'CK-ANCHOR-05',
  reason: 'wrong-latest',
  module: 'checkpoint/anchor/callbackAnchor.js',
  find: '(own.get(origin)?.n ?? 0) < checkpoint.n',
  replace: 'checkpoint.n > 0',
  description: 'Answers with what was published last, not with the highest n.',
};
