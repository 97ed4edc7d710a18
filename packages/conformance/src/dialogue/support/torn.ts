import { compareAscii, type DialogueState, type RecordKey } from '@colloquy/core';
import type { RawProbe, RawRows } from '../../kit/RawProbe.ts';
import type { DialogueFixture } from '../kit/DialogueFixture.ts';
import { numberIn } from './keyWork.ts';
import { id } from './story.ts';

/*
 * Torn restores: every item of a partition by itself as it was at one of several moments.
 */

/** A dialogue as it was between two commits. */
export interface Moment {
  readonly rows: RawRows;
  /** What it meant then. */
  readonly state: DialogueState;
}

export async function momentOf({ probe, store }: DialogueFixture): Promise<Moment> {
  const rows = await probe.rows(id);
  return { rows, state: (await store().load(id)).state };
}

/** One item of a backup: the head, an entry, a record. */
export type TornItem = 'head' | number | RecordKey;

/** The items in which moments differ, in a fixed order: the head, then entries, then records. */
export function itemsOf(moments: readonly Moment[]): readonly TornItem[] {
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return [];
  const before = first.rows.head?.n ?? 0;
  const entries = last.rows.log.map(({ n }) => n).filter((n) => n > before);
  const keys = new Set(moments.flatMap(({ rows }) => rows.records.map(({ key }) => key)));
  const changed = [...keys].filter((key) => new Set(moments.map((moment) => digestIn(moment, key))).size > 1);
  return ['head', ...entries, ...changed.toSorted(compareAscii)];
}

export function digestIn({ rows }: Moment, key: RecordKey): string | undefined {
  return rows.records.find((record) => record.key === key)?.digest;
}

/** Rows in which each item is that of the moment chosen for it; what the moments have in common is in all of them. */
export function mixed(moments: readonly Moment[], chosen: (item: TornItem) => Moment): RawRows {
  const items = itemsOf(moments);
  const common = moments[0];
  const last = moments.at(-1);
  if (common === undefined || last === undefined) throw new RangeError('There is no moment.');
  const entries = last.rows.log.filter(({ n }) => {
    return !items.includes(n) || chosen(n).rows.log.some((entry) => entry.n === n);
  });
  const keys = new Set(items.filter((item) => typeof item === 'string' && item !== 'head'));
  const records = common.rows.records.filter(({ key }) => !keys.has(key));
  for (const key of keys) {
    const record = chosen(key).rows.records.find((each) => each.key === key);
    if (record !== undefined) records.push(record);
  }
  const head = chosen('head').rows.head;
  return { head, log: entries, records: records.toSorted((a, b) => compareAscii(a.key, b.key)), leftovers: 0 };
}

/** Makes the storage hold exactly these rows. */
export async function layDown(probe: RawProbe, rows: RawRows): Promise<void> {
  const now = await probe.rows(id);
  const keys = new Set(rows.records.map(({ key }) => key));
  const numbers = new Set(rows.log.map(({ n }) => n));
  const standing = new Map(now.records.map((record) => [record.key, record]));
  for (const { key } of now.records) if (!keys.has(key)) await probe.removeRecord(id, key);
  for (const { n } of now.log) if (!numbers.has(n)) await probe.removeEntry(id, n);
  for (const record of rows.records) {
    if (standing.get(record.key)?.digest !== record.digest) await probe.putRecord(id, record);
  }
  const entries = new Map(now.log.map((entry) => [entry.n, entry.commitId]));
  for (const entry of rows.log) if (entries.get(entry.n) !== entry.commitId) await probe.putEntry(id, entry);
  if (rows.head === undefined) await probe.removeHead(id);
  else await probe.putHead(id, rows.head);
}

/** The head stands at the end of a log whose last records are those of before. */
export async function tornBehind({ probe }: DialogueFixture, moments: readonly Moment[]): Promise<void> {
  const [first, final] = [moments[0], moments.at(-1)];
  if (first === undefined || final === undefined) throw new RangeError('There is no moment.');
  const rows = mixed(moments, (item) => (typeof item === 'number' || item === 'head' ? final : first));
  await layDown(probe, rows);
}

/** True when the rows are those of one of the moments. */
export function isOneOf(rows: RawRows, moments: readonly Moment[]): boolean {
  const brief = ({ head, log, records }: RawRows) =>
    JSON.stringify([head?.n, log.map(({ n }) => n), records.map(({ key, digest }) => [key, digest])]);
  return moments.some((moment) => brief(moment.rows) === brief(rows));
}

/** What a diagnosis must say of such rows, by the moments alone: `key state stands log` of every record, and the log's end. */
export function expectedOf(
  rows: RawRows,
  moments: readonly Moment[],
): {
  readonly end: number;
  readonly records: readonly string[];
  /** Ahead, and under a data key that does not stand there. */
  readonly sealed: readonly string[];
} {
  let end = 0;
  for (const { n } of rows.log) if (n === end + 1) end = n;
  const final = moments.find((moment) => moment.rows.head?.n === end);
  if (final === undefined) throw new RangeError('The log ends at none of the moments.');
  const wrote = (key: RecordKey, digest: string): number => {
    for (const { rows: each } of moments) {
      if (!each.records.some((record) => record.key === key && record.digest === digest)) continue;
      return Math.max(0, ...each.log.filter(({ body }) => changes(body).get(key) === digest).map(({ n }) => n));
    }
    return 0;
  };
  const stands = new Map(rows.records.map(({ key, digest }) => [key, digest]));
  const said: string[] = [];
  const sealed: string[] = [];
  const wraps = new Set(rows.records.filter(({ key }) => key.startsWith('key#dek#')).map(({ key }) => key.slice(8)));
  for (const key of new Set([...stands.keys(), ...final.rows.records.map((record) => record.key)])) {
    const [now, then] = [stands.get(key), digestIn(final, key)];
    if (now === then) continue;
    const n = now === undefined ? 0 : wrote(key, now);
    const log = then === undefined ? 0 : wrote(key, then);
    const record = rows.records.find((each) => each.key === key);
    if (record !== undefined && n > end && !key.startsWith('key#')) {
      if (!wraps.has(String(numberIn(record)).padStart(4, '0'))) {
        sealed.push(key);
        continue;
      }
    }
    const state = now === undefined ? 'missing' : n > end ? 'ahead' : 'behind';
    // A wrapped key does not say which entry wrote it.
    said.push(`${key} ${state} ${state === 'ahead' && key.startsWith('key#') ? 0 : n} ${log}`);
  }
  return { end, records: said.toSorted(compareAscii), sealed: sealed.toSorted(compareAscii) };
}

function changes(body: Uint8Array): ReadonlyMap<string, string> {
  const rows = JSON.parse(Buffer.from(body).toString('utf8')) as [string, string, string][];
  return new Map(rows.map(([key, digest]) => [key, digest]));
}

/** Of all subsets of a list, or a sample of so many of them, drawn by a generator of numbers below one. */
export function* subsetsOf<T>(list: readonly T[], most: number, random: () => number): Generator<ReadonlySet<T>> {
  const all = 2 ** list.length;
  for (let at = 0; at < Math.min(all, most); at++) {
    yield new Set(list.filter((_, bit) => (all <= most ? (at >> bit) % 2 === 1 : random() < 0.5)));
  }
}

/** Numbers below one that follow from a seed (mulberry32). */
export function numbersOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixedBits = Math.imul(state ^ (state >>> 15), 1 | state);
    mixedBits = (mixedBits + Math.imul(mixedBits ^ (mixedBits >>> 7), 61 | mixedBits)) ^ mixedBits;
    return ((mixedBits ^ (mixedBits >>> 14)) >>> 0) / 2 ** 32;
  };
}
