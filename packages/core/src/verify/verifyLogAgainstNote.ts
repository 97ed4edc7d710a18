import type { NoteEvidence } from '../checkpoint/openCheckpoint.ts';
import { factOf, type BoundaryFact } from '../move/boundaryFact.ts';
import type { LoggedLocation } from '../move/BoundarySequence.ts';
import type { LogEntry } from '../traits/PartitionStore.ts';
import type { Finding } from './Finding.ts';
import { LogVerifier } from './LogVerifier.ts';
import { NoteJudgement } from './NoteJudgement.ts';

/** What an auditor without any key of the store found. */
export interface LogReport {
  /** True when there is no finding. */
  readonly ok: boolean;
  /** n of the last entry, 0 when there is none. */
  readonly n: number;
  /** Hash of the last entry, lowercase hexadecimal. */
  readonly logHead: string | undefined;
  readonly entries: number;
  /** Where the log says that the dialogue is; undefined when its end does not tell. Nobody's word but the log's: signatures were not checked. */
  readonly location: LoggedLocation | undefined;
  /** Every entry with which the dialogue left a store, came to one, or stayed after all. */
  readonly boundaries: readonly BoundaryFact[];
  readonly findings: readonly Finding[];
}

/**
 * Checks a log against a note with nothing but the entries and the pinned keys: form and body of every entry, every link, and that the
 * log is the one that was signed, at least as long, with the same entry at n (CK-VERIFY-01 to -05).
 *
 * A boundary entry is an entry like any other: it says where the dialogue went, and its mover's signature is for `verifyChainContinuity`.
 *
 * Entries after n are only known to follow: without a later note, who can write the database can have written them. MACs, state tags,
 * records and payloads need the store's keys (`DialogueStore.verify`).
 *
 * @param entries from entry 1 on, in order, such as `readLog` gives them; read once
 * @throws ColloquyError `invalid_argument` when no key is pinned; what `entries` throws
 * @example
 * const report = await verifyLogAgainstNote(readLog(backend, id), { note, keys: [NoteVerifier.parse(pinned)] });
 */
export async function verifyLogAgainstNote(
  entries: Iterable<LogEntry> | AsyncIterable<LogEntry>,
  evidence: NoteEvidence,
): Promise<LogReport> {
  const judgement = new NoteJudgement(evidence);
  const verifier = new LogVerifier();
  for await (const entry of entries) {
    verifier.add(entry);
    judgement.add(entry);
  }
  const findings = [...verifier.findings, ...judgement.findings];
  const { lastN, lastHash, entries: count, location } = verifier;
  const boundaries = verifier.boundaries.map(factOf);
  return { ok: findings.length === 0, n: lastN, logHead: lastHash, entries: count, location, boundaries, findings };
}
