import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'driver-error-called-failure',
  clause: 'CL-ONCE-02',
  reason: 'certain-without-an-answer',
  module: 'store/send.js',
  find: 'return options.signal?.aborted === true && error === options.signal.reason;',
  replace: 'return true;',
  description: 'Takes errors that it does not know for failures without effect.',
};
