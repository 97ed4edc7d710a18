import type { DialogueId } from '../address/DialogueId.ts';
import { ColloquyError } from '../errors/index.ts';
import type { CallOptions, LogEntry, PartitionStore, ScopedLoad } from '../traits/PartitionStore.ts';
import { readLog } from './readLog.ts';

const maxReadings = 16;

/** Records and log of one moment: read again when a commit came between. */
export async function readEverything(
  backend: PartitionStore,
  id: DialogueId,
  options: CallOptions,
): Promise<{ load: ScopedLoad; log: readonly LogEntry[] }> {
  for (let reading = 0; reading < maxReadings; reading++) {
    const load = await backend.load(id, options);
    const log: LogEntry[] = [];
    for await (const entry of readLog(backend, id, options)) log.push(entry);
    const after = await backend.head(id, options);
    if (after?.n === load.head?.n && after?.commitId === load.head?.commitId) return { load, log };
  }
  throw new ColloquyError('revision_conflict', `Dialogue ${id} is written too busily to be verified now; try again.`, {
    context: { dialogueId: id },
  });
}
