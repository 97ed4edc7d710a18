import { describe, expect, test } from 'vitest';
import { dialogueId } from '../../src/address/DialogueId.ts';
import type { RecordKey } from '../../src/address/RecordKey.ts';
import { sha256Hex, utf8Bytes } from '../../src/bytes/index.ts';
import type { EntryHeader } from '../../src/log/index.ts';
import { matchesTag, matchesTagAfter, recordMap, tagOf, type RecordMap } from '../../src/store/snapshot.ts';
import type { StoredRecord } from '../../src/traits/PartitionStore.ts';

const id = dialogueId('a');
const keys = { log: { stateKey: new Uint8Array(32).fill(3), auditKey: new Uint8Array(32) } } as Parameters<
  typeof tagOf
>[1];
const otherKeys = { ...keys, log: { ...keys.log, stateKey: new Uint8Array(32).fill(4) } };

function records(texts: Readonly<Record<string, string>>): RecordMap {
  const stored = Object.entries(texts).map(([key, text]): StoredRecord => {
    const envelope = utf8Bytes(text);
    return { key: key as RecordKey, digest: sha256Hex(envelope), attributes: {}, envelope };
  });
  return recordMap(id, stored);
}

/** A state whose head has the tag of its records, or of others. */
function tagged(n: number, held: RecordMap, ofRecords: RecordMap = held, ofKeys = keys) {
  const source = { n, tagOf: n, commitId: new Uint8Array(16).fill(n), prevHash: new Uint8Array(32).fill(n) };
  const bare = { ...source, stateTag: new Uint8Array(32) } as EntryHeader;
  const header: EntryHeader = { ...bare, stateTag: tagOf(id, ofKeys, bare, ofRecords) };
  return { head: { header, keys: ofKeys }, records: held };
}

const a = 'content#00#a' as RecordKey;
const b = 'content#00#b' as RecordKey;
const c = 'content#00#c' as RecordKey;
const before = records({ [a]: 'one', [b]: 'two' });
const after = records({ [a]: 'one', [b]: 'changed', [c]: 'new' });

describe('matchesTagAfter', () => {
  test('agrees with the whole sum when something was changed, added, or touched and left as it was', () => {
    const now = tagged(2, after);
    expect(matchesTag(id, keys, now.head.header, after)).toBe(true);
    expect(matchesTagAfter(id, tagged(1, before), now, [a, b, c])).toBe(true);
    expect(matchesTagAfter(id, tagged(1, before), tagged(2, before), [])).toBe(true);
  });

  test.each([
    ['an old version', records({ [a]: 'one', [b]: 'two', [c]: 'new' })],
    ['other bytes', records({ [a]: 'one', [b]: 'forged', [c]: 'new' })],
    ['nothing', records({ [a]: 'one', [b]: 'changed' })],
    ['one record more', records({ [a]: 'one', [b]: 'changed', [c]: 'new', 'content#00#d': 'more' })],
  ])('refuses %s where a touched record should be', (_what, held) => {
    const touched = [b, c, 'content#00#d' as RecordKey];
    expect(matchesTagAfter(id, tagged(1, before), tagged(2, held, after), touched)).toBe(false);
  });

  test('under a new state key sums up everything', () => {
    expect(matchesTagAfter(id, tagged(1, before), tagged(2, after, after, otherKeys), [])).toBe(true);
    expect(matchesTagAfter(id, tagged(1, before), tagged(2, before, after, otherKeys), [])).toBe(false);
  });
});
