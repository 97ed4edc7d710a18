import type { RecordKey } from '../address/RecordKey.ts';
import { compareAscii, sha256Hex } from '../bytes/index.ts';
import { attributesDigest } from '../log/index.ts';
import type { Digest, StoredRecord } from '../traits/PartitionStore.ts';
import type { Finding } from './Finding.ts';
import type { LogHistory } from './LogHistory.ts';

/**
 * Compares stored records with what the log says about them: every record is the last change of its key, none is missing, none is
 * there without a change (CL-VERIFY-04). Needs no key.
 */
export function compareRecords(history: LogHistory, records: readonly StoredRecord[]): readonly Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<RecordKey>();
  for (const record of records) {
    const { key } = record;
    if (seen.has(key)) findings.push({ kind: 'record_unexpected', key, message: `${key} is stored twice.` });
    seen.add(key);
    const finding = compareRecord(history, record, sha256Hex(record.envelope));
    if (finding !== undefined) findings.push(finding);
  }
  for (const [key, { n }] of history.current) {
    if (seen.has(key)) continue;
    findings.push({ kind: 'record_missing', key, n, message: `${key}, written by entry ${n}, is missing.` });
  }
  return findings.sort((a, b) => compareAscii(a.key ?? '', b.key ?? ''));
}

function compareRecord(history: LogHistory, record: StoredRecord, digest: Digest): Finding | undefined {
  const { key } = record;
  const last = history.current.get(key);
  const writers = history.writersOf(digest);
  const own = writers.find((writer) => writer.key === key);
  if (last === undefined) {
    return {
      kind: 'record_unexpected',
      key,
      message: `${key} is there, but no entry of this dialogue's log wrote it.`,
    };
  }
  if (digest !== last.digest) {
    const { n } = last;
    if (own !== undefined) {
      return {
        kind: 'record_replayed',
        key,
        n: own.n,
        message: `${key} is its old version of entry ${own.n}; entry ${n} replaced it.`,
      };
    }
    const [other] = writers;
    if (other !== undefined) {
      return {
        kind: 'record_misplaced',
        key,
        n,
        message: `${key} holds the bytes that entry ${other.n} wrote under ${other.key}.`,
      };
    }
    return { kind: 'record_changed', key, n, message: `${key} does not hold the bytes that entry ${n} wrote.` };
  }
  if (record.digest !== digest) {
    return {
      kind: 'record_changed',
      key,
      n: last.n,
      message: `The digest stored with ${key} is not that of its bytes.`,
    };
  }
  if (attributesDigest(record.attributes) !== last.attributesDigest) {
    return {
      kind: 'attributes_changed',
      key,
      n: last.n,
      message: `The attributes of ${key} are not those that entry ${last.n} wrote.`,
    };
  }
  return undefined;
}
