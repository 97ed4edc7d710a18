import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, toHex } from '../bytes/index.ts';
import { entryHash, parseHeader } from '../log/index.ts';
import { isBoundaryKind, parseBoundaryBody } from '../move/boundaryBody.ts';
import { factOf, type BoundaryFact } from '../move/boundaryFact.ts';
import type { CallOptions, LogEntry } from '../traits/PartitionStore.ts';
import { foreignAnswer } from './integrity.ts';
import { isAuthentic } from './isAuthentic.ts';
import type { StoreContext } from './StoreContext.ts';
import type { AuthenticHead } from './verifyHead.ts';

/** Entries that are read at once to find the next one with a MAC. */
const aheadLimit = 16;

/**
 * What a boundary entry says by itself, when its form is right and it is of this dialogue: undefined otherwise, and for every other kind.
 * Whether to believe it is another question: see {@link vouchedOn}.
 */
export function boundaryFactOf(context: StoreContext, id: DialogueId, entry: LogEntry): BoundaryFact | undefined {
  const header = parseHeader(entry.header);
  if (header === undefined || !isBoundaryKind(header.kind)) return undefined;
  const body = parseBoundaryBody(header.kind, entry.body);
  const trust = context.movers.judge(entryHash(entry.header), entry.auth);
  if (body?.dialogueId !== id || body.tenant !== context.keyring.tenant || trust.trust === 'refused') return undefined;
  return factOf({ n: header.n, kind: header.kind, body, trust });
}

/**
 * Hashes of the boundary entries of a page that no pinned key has signed, and that a holder of the log root has gone on from: from an
 * authentic entry the links lead back to them. Costs nothing where there is none; otherwise, at the end of a page, what follows is read.
 */
export async function vouchedOn(
  context: StoreContext,
  id: DialogueId,
  page: readonly LogEntry[],
  head: AuthenticHead | undefined,
  options: CallOptions,
): Promise<ReadonlySet<string>> {
  const vouched = new Set<string>();
  const isUnknown = (entry: LogEntry) => boundaryFactOf(context, id, entry)?.signedBy.name === undefined;
  if (head === undefined || !page.some((entry) => isBoundary(entry) && isUnknown(entry))) return vouched;
  const entries = [...page];
  for (let last = entries.at(-1); last !== undefined && isBoundary(last) && last.n < head.n; last = entries.at(-1)) {
    const more = await context.backend.log(id, last.n + 1, aheadLimit, options);
    if (more.dialogueId !== id) throw foreignAnswer(id, more.dialogueId);
    if (more.entries.length === 0) break;
    entries.push(...more.entries);
  }
  let believed: Uint8Array | undefined;
  for (const entry of entries.toReversed()) {
    const header = parseHeader(entry.header);
    const hash = entryHash(entry.header);
    if (header === undefined) believed = undefined;
    else if (!isBoundaryKind(header.kind)) {
      believed = isAuthentic(context, id, header, hash, entry.auth, head.keys) ? header.prevHash : undefined;
    } else if (believed !== undefined) {
      const isNamed = bytesEqual(believed, hash);
      if (isNamed) vouched.add(toHex(hash));
      believed = isNamed ? header.prevHash : undefined;
    }
  }
  return vouched;
}

function isBoundary({ header }: LogEntry): boolean {
  return isBoundaryKind(parseHeader(header)?.kind ?? '');
}
