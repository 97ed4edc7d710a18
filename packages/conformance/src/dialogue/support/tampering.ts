import { type Finding, type LogEntry, type RecordKey, type StoredRecord } from '@colloquy/core';
import type { RawRows } from '../../kit/RawProbe.ts';
import type { DialogueContext } from '../kit/DialogueFixture.ts';
import { openBench, type Bench } from './bench.ts';
import { sure } from './errors.ts';
import { bytesOf, canonical } from './spec.ts';
import { beginning, id, perform, performAll, tension } from './story.ts';

/** What somebody with access to the storage does, and what a report must say of it: `kind`, key or nothing, n or nothing. */
export interface Tampering {
  readonly name: string;
  readonly tamper: (bench: Prepared) => Promise<unknown>;
  /** All of these must be told. */
  readonly told: readonly string[];
  /** True: and nothing else. */
  readonly exactly?: true;
}

export interface Prepared extends Bench {
  readonly rows: RawRows;
  record(key: string): StoredRecord;
  /** What stood under the key before the last commit that changed it. */
  old(key: string): StoredRecord;
  entry(n: number): LogEntry;
}

/** Entries 1 to 4 begin; 5, 6 and 7 register T0001 to T0003; 8 resolves T0001. */
export async function prepared(t: DialogueContext): Promise<Prepared> {
  const bench = await openBench(t);
  const { fixture, store } = bench;
  await performAll(store, id, [...beginning, tension, tension, tension]);
  const before = await fixture.probe.rows(id);
  await perform(store, id, { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } });
  const rows = await fixture.probe.rows(id);
  const find = ({ records }: RawRows, key: string): StoredRecord => sure(records.find((record) => record.key === key));
  return {
    ...bench,
    rows,
    record: (key) => find(rows, key),
    old: (key) => find(before, key),
    entry: (n) => sure(rows.log[n - 1]),
  };
}

export const last = 8;
export const one = 'tension#00#01' as RecordKey;
export const two = 'tension#00#02' as RecordKey;
export const three = 'tension#00#03' as RecordKey;
export const lastEvent = 'event#tension#T0001#0002' as RecordKey;

export function briefFinding({ kind, key, n }: Finding): string {
  return [kind, key, n].filter((part) => part !== undefined).join(' ');
}

export async function expectTold(t: DialogueContext, tamperings: readonly Tampering[], reason: string): Promise<void> {
  for (const { name, tamper, told, exactly } of tamperings) {
    const bench = await prepared(t);
    await tamper(bench);
    // A store that has the right keys in its memory must look at what is stored all the same.
    for (const store of [bench.fixture.store(), bench.store]) {
      const report = await store.verify(id).catch((error: unknown) => {
        throw t.violation(reason, {
          message: `${name}: verify did not report but reject: ${String(error)}`,
          cause: error,
        });
      });
      const findings = report.findings.map(briefFinding);
      for (const finding of told) {
        t.check(findings.includes(finding), reason, { message: name, expected: told, actual: findings });
      }
      t.check(!report.ok, 'called-sound', { message: name });
      if (exactly === true) t.equal(findings.toSorted(ascii), told.toSorted(ascii), 'false-finding', name);
      const said = report.findings.every(({ message }) => message.length > 10);
      t.check(said, reason, { message: `${name}: a finding without words`, actual: report.findings });
    }
  }
}

function ascii(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function withHeader(entry: LogEntry, change: object): LogEntry {
  const header = JSON.parse(Buffer.from(entry.header).toString('utf8')) as object;
  return { ...entry, header: bytesOf(canonical({ ...header, ...change })) };
}

export const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte));
