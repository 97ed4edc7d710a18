import { isRecordKey, type LogEntry, type RecordKey } from '@colloquy/core';
import type { Operation } from '../history/Operation.ts';
import { finding, type Finding } from '../judge/Finding.ts';

/** The record that only the write of this tag changes. */
export function tagKey(tag: string): RecordKey {
  const key = `tag#${tag}`;
  if (!isRecordKey(key)) throw new TypeError(`${tag} cannot be part of a key`);
  return key;
}

/**
 * Every write whose script is done took effect exactly once, and no write twice, however often its process died: by the entries that
 * change the record of its tag.
 */
export function judgeTags(
  operations: readonly Operation[],
  log: readonly LogEntry[],
  done: readonly string[],
): readonly Finding[] {
  const changes = new Map<string, readonly RecordKey[]>();
  for (const { call } of operations) {
    if (call.method !== 'commit') continue;
    const { n, commitId } = call.commit;
    changes.set(
      `${n} ${commitId}`,
      call.commit.changes.map(({ key }) => key),
    );
  }
  const times = new Map<RecordKey, number[]>();
  for (const { n, commitId } of log) {
    for (const key of changes.get(`${n} ${commitId}`) ?? []) {
      if (key.startsWith('tag#')) times.set(key, [...(times.get(key) ?? []), n]);
    }
  }
  const findings: Finding[] = [];
  for (const [key, ns] of times) {
    if (ns.length > 1)
      findings.push(finding('PS-COMMIT-05', 'twice', `${key} was written by the commits ${ns.join(' and ')}`));
  }
  for (const tag of done) {
    if (!times.has(tagKey(tag)))
      findings.push(finding('PS-COMMIT-01', 'acknowledged-and-lost', `the write ${tag} is nowhere`));
  }
  return findings;
}
