import type { DialogueId } from '../../address/DialogueId.ts';
import { toHex } from '../../bytes/index.ts';
import { entryHash, parseHeader } from '../../log/index.ts';
import type { Crossing } from '../../traits/MigrationStore.ts';
import { scoped } from '../../traits/PartitionScoped.ts';
import type { CallOptions, LogEntry } from '../../traits/PartitionStore.ts';
import type { BoundaryKind } from '../boundaryBody.ts';
import type { Mover } from '../boundaryEntry.ts';
import { believed, entryAt } from './location.ts';
import type { StoreParts } from './StoreParts.ts';

/** Bytes of a commit id. */
const idBytes = 16;

/** An entry that stands in the log, as the answer of whoever wanted it there. */
export function crossingOf(id: DialogueId, entry: LogEntry): Crossing {
  return scoped(id, { n: entry.n, hash: toHex(entryHash(entry.header)), entry });
}

/** The boundary entry of this kind and move at n, whoever wrote it; undefined where something else stands there, or nothing. */
export async function crossedAt(
  parts: StoreParts,
  id: DialogueId,
  n: number,
  kind: BoundaryKind,
  moveId: string,
  call?: CallOptions,
): Promise<Crossing | undefined> {
  const entry = await entryAt(parts, id, n, call);
  // An entry of another kind has no signature to be asked for.
  if (entry === undefined || parseHeader(entry.header)?.kind !== kind) return undefined;
  const { body } = believed(parts, id, entry);
  return body.moveId === moveId ? crossingOf(id, entry) : undefined;
}

/** What a mover adds of its own to an entry, drawn anew: an entry that did not land is built again. */
export function moverOf({ signer, actor, sources }: StoreParts): Mover {
  return { signer, actor, time: sources.now(), commitId: sources.randomBytes(idBytes) };
}
