import type { DialogueId } from '../address/DialogueId.ts';
import { bytesEqual, toHex } from '../bytes/index.ts';
import { entryHash, parseHeader, type EntryHeader } from '../log/index.ts';
import { isBoundaryKind } from '../move/boundaryBody.ts';
import type { Boundary } from '../move/BoundarySequence.ts';
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
  /** Kind of the last entry of the prefix that is no boundary: what the dialogue was in the middle of (MG-READ-03). */
  readonly work: string;
  /** True where a believed entry or head says that the dialogue is no more here. */
  readonly hasLeft: boolean;
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
  const beyond = verifierOf(behind, holder);
  const findings = [...verifier.findings, ...beyond.findings.filter(({ kind }) => kind !== 'entry_missing')];
  const known = (entry: Head): Known[] => {
    const header = parseHeader(entry.header);
    return header === undefined ? [] : [{ header, hash: entryHash(entry.header) }];
  };
  const all = prefix.flatMap(known);
  const strays = behind.flatMap(known);
  const [knownHead] = head === undefined ? [] : known(head);
  if (head !== undefined) findings.push(...judgeHead(head, knownHead, log, holder));
  // A mover's clock is nobody's: what came late is told from what is torn by the clocks of writers.
  const written = ({ header }: Known): boolean => !isBoundaryKind(header.kind);
  const times = [...all, ...strays, ...(knownHead === undefined ? [] : [knownHead])].filter(written);
  return {
    prefix,
    history: verifier.history,
    end: all.at(-1),
    head: knownHead,
    strays,
    times: new Map(all.filter(written).map(({ header: { n, time } }) => [n, time])),
    latest: times.reduce((a, { header: { time } }) => Math.max(a, time), 0),
    findings,
    work: all.findLast(written)?.header.kind ?? '',
    hasLeft: hasLeft(verifier, beyond, knownHead, all.at(-1), holder?.context.keyring.place),
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
  if (holder !== undefined && !isBelieved(known, head.auth, holder)) {
    return [{ kind: 'head_invalid', n, message: "The head was not written with this dialogue's key." }];
  }
  const entry = log.find((each) => each.n === n);
  if (entry === undefined || (bytesEqual(entry.header, head.header) && bytesEqual(entry.auth, head.auth))) return [];
  return [{ kind: 'head_not_last', n, message: `The head is another entry ${n} than the log's.` }];
}

/** By the MAC of the log root, or, where a move ends or begins, by the signature of a mover whose key is pinned. */
function isBelieved(
  { header, hash }: Known,
  auth: Uint8Array,
  { context, id, keys }: { readonly context: StoreContext; readonly id: DialogueId; readonly keys: RootKeys },
): boolean {
  if (!isBoundaryKind(header.kind)) return isAuthentic(context, id, header, hash, auth, keys);
  return context.movers.judge(hash, auth).trust === 'signed';
}

/**
 * What the log's end says of where the dialogue is; and what is known to come behind that end, in entries behind a gap or in the head, whose
 * body may be lost with its entry.
 */
function hasLeft(
  prefix: LogVerifier,
  beyond: LogVerifier,
  head: Known | undefined,
  end: Known | undefined,
  place: string | undefined,
): boolean {
  const { location } = prefix;
  if (location?.at === 'transit' || (location?.at === 'store' && isElsewhere(location.store.place, place))) return true;
  const last = beyond.boundaries.at(-1);
  if (last !== undefined && leads(last, place)) return true;
  const isLater = head !== undefined && head.header.n > Math.max(end?.header.n ?? 0, last?.n ?? 0);
  return isLater && head.header.kind === 'migrate.out';
}

function leads({ kind, body }: Boundary, place: string | undefined): boolean {
  if (kind === 'migrate.out') return true;
  return isElsewhere(kind === 'migrate.in' ? body.target.place : body.source.place, place);
}

/** Without keys nobody says which store this is. */
function isElsewhere(place: string, here: string | undefined): boolean {
  return here !== undefined && place !== here;
}
