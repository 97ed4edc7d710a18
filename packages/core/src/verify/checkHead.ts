import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, toHex } from '../bytes/index.ts';
import { entryHash, parseHeader, type EntryHeader } from '../log/index.ts';
import { isBoundaryKind } from '../move/boundaryBody.ts';
import { judgeBoundary, misplacedAt, type BoundaryHead } from '../store/boundaryHead.ts';
import type { RootKeys } from '../store/dialogueKeys.ts';
import { isAuthentic } from '../store/isAuthentic.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { AuthenticHead } from '../store/verifyHead.ts';
import type { Head, LogEntry } from '../traits/PartitionStore.ts';
import type { Finding } from './Finding.ts';

/** Compares a head with the end of its log, and believes it or not (CL-VERIFY-03); what is wrong about it is added to the findings. */
export function checkHead(
  context: StoreContext,
  id: DialogueId,
  head: Head | undefined,
  log: readonly LogEntry[],
  keys: RootKeys | undefined,
  findings: Finding[],
): AuthenticHead | undefined {
  if (head === undefined) {
    findings.push({ kind: 'head_missing', message: 'The head is missing.' });
    return undefined;
  }
  const { n } = head;
  const last = log.at(-1);
  if (last === undefined || last.n < n) {
    findings.push({
      kind: 'entry_missing',
      n,
      message: `The head is entry ${n}, but the log ends at ${last?.n ?? 0}.`,
    });
  } else if (last.n !== n || !bytesEqual(last.header, head.header) || !bytesEqual(last.auth, head.auth)) {
    findings.push({ kind: 'head_not_last', n, message: `The head (n = ${n}) is not the last entry (n = ${last.n}).` });
  }
  const header = parseHeader(head.header);
  const hash = entryHash(head.header);
  if (header === undefined || header.n !== n || toHex(header.commitId) !== head.commitId) {
    findings.push({ kind: 'head_invalid', n, message: 'The head is not one that core wrote.' });
    return undefined;
  }
  if (keys === undefined) return undefined;
  if (isBoundaryKind(header.kind)) {
    const judged = checkBoundary(context, id, head, header, log, keys, findings);
    return judged && { n, header, hash, keys, boundary: judged };
  }
  if (!isAuthentic(context, id, header, hash, head.auth, keys)) {
    findings.push({ kind: 'head_invalid', n, message: "The head was not written with this dialogue's key." });
    return undefined;
  }
  return { n, header, hash, keys };
}

/**
 * A head that is a boundary entry. One whose mover alone is not known repeats an entry that was written with the dialogue's key, so records
 * can be checked by it; that it is not believed is a finding of the log.
 */
function checkBoundary(
  context: StoreContext,
  id: DialogueId,
  head: Head,
  header: EntryHeader,
  log: readonly LogEntry[],
  keys: RootKeys,
  findings: Finding[],
): BoundaryHead | undefined {
  const { n } = head;
  const entries = log.filter((entry) => entry.n >= header.tagOf && entry.n <= n);
  const judged = judgeBoundary(context, id, head, header, keys, entries);
  const boundary = 'reason' in judged ? judged.boundary : judged;
  if (boundary === undefined) {
    findings.push({ kind: 'head_invalid', n, message: 'The head is a boundary entry that is not to be believed.' });
    return undefined;
  }
  const elsewhere = misplacedAt(context, boundary);
  if (elsewhere === undefined) return boundary;
  const { name, place } = elsewhere;
  const message = `The head places the dialogue in the store ${name} (place ${place}), and this is another.`;
  findings.push({ kind: 'head_misplaced', n, message });
  return boundary;
}
