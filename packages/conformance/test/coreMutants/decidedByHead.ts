import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'decided-by-head',
  clause: 'CL-ONCE-01',
  reason: 'sent-other-bytes',
  module: 'store/send.js',
  find: 'await backoff(context, sending, {}).catch(() => undefined);',
  replace: `const now = await context.backend.head(id, options);
        if (now !== undefined && now.n >= commit.n)
            return { outcome: now.commitId === commit.commitId ? 'committed' : 'conflict', dialogueId: id };`,
  description: 'Looks at the head to see whether its commit landed.',
};
