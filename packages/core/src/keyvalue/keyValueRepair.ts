import { scoped } from '../traits/PartitionScoped.ts';
import { isColloquyError } from '../errors/index.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { RepairPort } from '../traits/RepairPort.ts';
import { commitTo } from './commit.ts';
import { copyOf } from './copyOf.ts';
import type { Engine } from './Engine.ts';
import { asHead, pendingOf, place } from './layout.ts';
import { readChunks } from './redo.ts';

/** What a key-value service offers for the repair of a torn restore: a commit whose transaction demands another head. */
export function keyValueRepair(
  engine: Engine,
  limit: number,
  ready: (options: CallOptions | undefined) => void,
): RepairPort {
  return {
    async pending(id, options = {}) {
      for (;;) {
        ready(options);
        const [item] = await engine.read([place.head(id)], options);
        const pending = pendingOf(asHead(item));
        if (pending === undefined) return scoped(id, { pending: 'none' });
        try {
          if ((await readChunks(engine, id, pending, options)) !== undefined) return scoped(id, { pending: 'whole' });
        } catch (error) {
          if (!isColloquyError(error, 'integrity_error')) throw error;
          return scoped(id, { pending: 'torn' });
        }
      }
    },
    async commitOver(id, commit, over, options = {}) {
      ready(options);
      const { head, remove } = over;
      const copy = { head: head && { n: head.n, commitId: head.commitId }, remove: [...remove] };
      return scoped(id, await commitTo(engine, id, copyOf(commit), limit, options, copy));
    },
  };
}
