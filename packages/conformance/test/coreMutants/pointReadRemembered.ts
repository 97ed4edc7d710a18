import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'point-read-remembered',
  clause: 'CL-READ-06',
  reason: 'stale-point-read',
  module: 'store/createDialogueStore.js',
  find: 'const read = await readAtomic(context, id, [key, root], options);',
  replace: `context.kept ??= new Map();
    const read = context.kept.get(key) ?? (await readAtomic(context, id, [key, root], options));
    context.kept.set(key, read);`,
  description: 'Answers a second time what it answered before.',
};
