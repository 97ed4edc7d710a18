import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, toHex } from '../bytes/index.ts';
import { entryHash, parseHeader, type EntryHeader } from '../log/index.ts';
import type { RootKeys } from '../store/dialogueKeys.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { isAuthentic } from '../store/isAuthentic.ts';
import type { Head, LogEntry } from '../traits/PartitionStore.ts';
import type { Finding } from '../verify/Finding.ts';
import type { LogHistory } from '../verify/LogHistory.ts';
import { LogVerifier } from '../verify/LogVerifier.ts';
import type { Standing } from './standing.ts';

/** A header with its entry hash. */
export interface Known {
  readonly header: EntryHeader;
  readonly hash: Uint8Array;
}

/** A log up to its first gap, and what stands behind that. */
export interface StandingLog {
  readonly prefix: readonly LogEntry[];
  /** What the prefix says of every record. */
  readonly history: LogHistory;
  /** The last entry before any gap; undefined when there is none. */
  readonly end: Known | undefined;
  readonly head: Known | undefined;
  readonly strays: readonly Known[];
  /** Milliseconds since the Unix epoch, of the entries of the prefix. */
  readonly times: ReadonlyMap<number, number>;
  /** The greatest of all times that head and entries name. */
  readonly latest: number;
  readonly findings: readonly Finding[];
}

/** The log as `verify` sees it, cut at its first gap: up to there everything must be right, and so must each entry behind it by itself. */
export function judgeLog(
  { head, log }: Standing,
  holder: { readonly context: StoreContext; readonly id: DialogueId; readonly keys: RootKeys } | undefined,
): StandingLog {
  const gap = log.findIndex((entry, at) => entry.n !== at + 1);
  const prefix = gap === -1 ? log : log.slice(0, gap);
  const behind = gap === -1 ? [] : log.slice(gap);
  const verifier = verifierOf(prefix, holder);
  // That entries are missing is what a gap is; what stands must be right all the same.
  const findings = [
    ...verifier.findings,
    ...verifierOf(behind, holder).findings.filter(({ kind }) => kind !== 'entry_missing'),
  ];
  const known = (entry: Head): Known[] => {
    const header = parseHeader(entry.header);
    return header === undefined ? [] : [{ header, hash: entryHash(entry.header) }];
  };
  const all = prefix.flatMap(known);
  const strays = behind.flatMap(known);
  const [knownHead] = head === undefined ? [] : known(head);
  if (head !== undefined) findings.push(...judgeHead(head, knownHead, log, holder));
  const times = [...all, ...strays, ...(knownHead === undefined ? [] : [knownHead])].map(({ header }) => header.time);
  return {
    prefix,
    history: verifier.history,
    end: all.at(-1),
    head: knownHead,
    strays,
    times: new Map(all.map(({ header: { n, time } }) => [n, time])),
    latest: times.reduce((a, b) => Math.max(a, b), 0),
    findings,
  };
}

function verifierOf(entries: readonly LogEntry[], holder: ConstructorParameters<typeof LogVerifier>[0]): LogVerifier {
  const verifier = new LogVerifier(holder);
  for (const entry of entries) verifier.add(entry);
  return verifier;
}

/** A head must be one that core wrote, and where the log has an entry of its n, that entry. */
function judgeHead(
  head: Head,
  known: Known | undefined,
  log: readonly LogEntry[],
  holder: { readonly context: StoreContext; readonly id: DialogueId; readonly keys: RootKeys } | undefined,
): readonly Finding[] {
  const { n } = head;
  if (known === undefined || known.header.n !== n || toHex(known.header.commitId) !== head.commitId) {
    return [{ kind: 'head_invalid', n, message: 'The head is not one that core wrote.' }];
  }
  if (
    holder !== undefined &&
    !isAuthentic(holder.context, holder.id, known.header, known.hash, head.auth, holder.keys)
  ) {
    return [{ kind: 'head_invalid', n, message: "The head was not written with this dialogue's key." }];
  }
  const entry = log.find((each) => each.n === n);
  if (entry === undefined || (bytesEqual(entry.header, head.header) && bytesEqual(entry.auth, head.auth))) return [];
  return [{ kind: 'head_not_last', n, message: `The head is another entry ${n} than the log's.` }];
}
