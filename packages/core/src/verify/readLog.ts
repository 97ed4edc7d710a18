import type { DialogueId } from '../address/DialogueId.ts';
import { limits } from '../limits.ts';
import type { CallOptions, LogEntry, PartitionStore } from '../traits/PartitionStore.ts';

/**
 * The log of a dialogue from entry 1 on, page by page, as it is stored: nothing is checked here.
 *
 * @throws what the backend throws
 * @example
 * const report = await verifyLogAgainstNote(readLog(backend, id), { note, keys });
 */
export async function* readLog(
  backend: Pick<PartitionStore, 'log'>,
  id: DialogueId,
  options?: CallOptions,
): AsyncGenerator<LogEntry, void, undefined> {
  for (let from: number | undefined = 1; from !== undefined;) {
    const page = await backend.log(id, from, limits.logPage, options);
    yield* page.entries;
    from = page.next;
  }
}
