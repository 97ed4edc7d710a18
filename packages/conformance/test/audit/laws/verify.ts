import { writeFile } from 'node:fs/promises';
import { verifyAudit, type AuditEvent, type AuditHead, type AuditReport } from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import fc from 'fast-check';
import type { AuditLaw } from '../support/AuditFixture.ts';
import { rewrite } from '../support/rewrite.ts';
import { listSink } from '../support/sinks.ts';
import { refusing, tick } from '../support/trails.ts';

async function linesOf(count: number, seed = 1): Promise<readonly string[]> {
  const { sink, lines } = listSink();
  const trail = refusing(sink, seededSources({ seed }));
  for (let number = 1; number <= count; number++) await trail.record(tick(number));
  return lines;
}

function headOf(line: string | undefined): AuditHead {
  const { chain, n, hash } = JSON.parse(line ?? '') as AuditEvent;
  return { chain, n, hash };
}

/** What was found, as `kind n` or `kind n-to`. */
function found({ findings }: AuditReport): readonly string[] {
  return findings.map(({ kind, n, to }) =>
    [kind, to !== undefined && to !== n ? `${n}-${to}` : (n ?? '')].join(' ').trim(),
  );
}

/** The lines with some of them exchanged: by number from 1, what it becomes. */
function exchanged(lines: readonly string[], changes: Readonly<Record<number, readonly string[]>>): readonly string[] {
  return lines.flatMap((line, at) => changes[at + 1] ?? [line]);
}

export const verifyLaws: readonly AuditLaw[] = [
  {
    clause: 'AU-VERIFY-01',
    title: 'a changed event is found where it stands',
    run: async (t) => {
      const lines = await linesOf(5);
      t.equal(found(await verifyAudit(lines)), [], 'false-alarm');
      for (const n of [1, 3, 5]) {
        const line = lines[n - 1] ?? '';
        const changed = line.replace('"outcome":"ok"', '"outcome":"failed"');
        t.equal(found(await verifyAudit(exchanged(lines, { [n]: [changed] }))), [`changed ${n}`], 'not-found');
      }
    },
  },
  {
    clause: 'AU-VERIFY-01',
    title: 'a changed event with a hash computed anew is found by the one behind it',
    run: async (t) => {
      const lines = await linesOf(5);
      const changed = rewrite(lines[2] ?? '', { outcome: 'failed' });
      t.equal(found(await verifyAudit(exchanged(lines, { 3: [changed] }))), ['link_broken 4'], 'not-found');
      const first = rewrite(lines[0] ?? '', { prev: '0'.repeat(64) });
      t.equal(
        found(await verifyAudit(exchanged(lines, { 1: [first] }))),
        ['link_broken 1', 'link_broken 2'],
        'not-found',
      );
    },
  },
  {
    clause: 'AU-VERIFY-01',
    title: 'any change of any one byte is found',
    run: async (t) => {
      const { path } = await t.open().then(async (fixture) => ({ path: `${fixture.folder}/one.jsonl` }));
      const text = Buffer.from(`${(await linesOf(3)).join('\n')}\n`);
      await fc.assert(
        fc.asyncProperty(fc.nat(text.byteLength - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
          const changed = Buffer.from(text);
          changed[at] = (changed[at] ?? 0) ^ mask;
          await writeFile(path, changed);
          const { findings } = await verifyAudit(path);
          t.check(findings.length > 0, 'not-found', { message: `byte ${at}, mask ${mask}` });
        }),
        { seed: t.seed, numRuns: t.runs * 10 },
      );
    },
  },
  {
    clause: 'AU-VERIFY-02',
    title: 'missing events are found by their numbers, at the beginning too',
    run: async (t) => {
      const lines = await linesOf(9);
      const cases = [
        [[4], ['missing 4']],
        [[4, 5, 6], ['missing 4-6']],
        [[1, 2], ['missing 1-2']],
        [
          [2, 7],
          ['missing 2', 'missing 7'],
        ],
      ] as const;
      for (const [gone, expected] of cases) {
        const without = lines.filter((_line, at) => !gone.some((n) => n === at + 1));
        t.equal(found(await verifyAudit(without)), expected, 'not-found');
      }
    },
  },
  {
    clause: 'AU-VERIFY-03',
    title: 'reordered and duplicated events are found and told apart',
    run: async (t) => {
      const lines = await linesOf(6);
      const at = (...numbers: readonly number[]): readonly string[] => numbers.map((n) => lines[n - 1] ?? '');
      t.equal(found(await verifyAudit(at(1, 3, 2, 4, 5, 6))), ['reordered 2'], 'not-found');
      t.equal(
        found(await verifyAudit(at(1, 5, 3, 4, 2, 6))),
        ['reordered 3', 'reordered 4', 'reordered 2'],
        'not-found',
      );
      t.equal(
        found(await verifyAudit(at(6, 1, 2, 3, 4, 5))),
        [1, 2, 3, 4, 5].map((n) => `reordered ${n}`),
        'not-found',
      );
      t.equal(found(await verifyAudit(at(1, 2, 2, 3, 4, 5, 6))), ['duplicated 2'], 'not-found');
      t.equal(found(await verifyAudit(at(1, 3, 2, 2, 4, 5, 6))), ['reordered 2', 'duplicated 2'], 'not-found');
      const fork = rewrite(lines[3] ?? '', { principal: 'another' });
      t.equal(found(await verifyAudit(exchanged(lines, { 4: [lines[3] ?? '', fork] }))), ['duplicated 4'], 'not-found');
    },
  },
  {
    clause: 'AU-VERIFY-04',
    title: 'foreign lines, events of other chains and an unfinished end are found',
    run: async (t) => {
      const fixture = await t.open();
      const path = `${fixture.folder}/foreign.jsonl`;
      const lines = await linesOf(4);
      const other = await linesOf(4, 9);
      const strangers = [
        '',
        'hello',
        '{}',
        ' '.repeat(3000),
        (lines[0] ?? '').replace('{', '{ '),
        '\u2028',
        other[2] ?? '',
      ];
      for (const stranger of strangers) {
        const report = await verifyAudit(exchanged(lines, { 2: [lines[1] ?? '', stranger] }));
        t.equal(
          report.findings.map(({ kind, line }) => [kind, line]),
          [['foreign_line', 3]],
          'not-found',
          stranger,
        );
        t.equal([report.events, report.head], [4, headOf(lines[3])], 'other-report');
      }
      const text = `${lines.join('\n')}\n`;
      await writeFile(path, `${text}${'x'.repeat(3 * 1024 * 1024)}\n`);
      t.equal(found(await verifyAudit(path)), ['foreign_line'], 'not-found');
      for (const end of [text.slice(0, -1), `${text}x`, `${text}${'x'.repeat(3 * 1024 * 1024)}`]) {
        await writeFile(path, end);
        t.equal(found(await verifyAudit(path)), ['unfinished_line'], 'not-found');
      }
      await writeFile(path, '');
      t.equal(
        await verifyAudit(path),
        { events: 0, torn: 0, unrecorded: 0, findings: [], more: 0, head: undefined },
        'other-report',
      );
    },
  },
  {
    clause: 'AU-VERIFY-05',
    title: 'a cut end and a chain written anew are found against a pin, and not without',
    run: async (t) => {
      const lines = await linesOf(6);
      const pinned = [headOf(lines[1]), headOf(lines[4])];
      t.equal(found(await verifyAudit(lines, { pinned })), [], 'false-alarm');
      t.equal(found(await verifyAudit(lines.slice(0, 4))), [], 'false-alarm');
      t.equal(found(await verifyAudit(lines.slice(0, 4), { pinned })), ['truncated 5'], 'not-found');
      t.equal(found(await verifyAudit([], { pinned })), ['truncated 2', 'truncated 5'], 'not-found');
      const anew: string[] = [];
      for (const [at, line] of lines.entries()) {
        const before = anew[at - 1];
        anew.push(
          at < 3
            ? line
            : rewrite(line, { principal: 'another', ...(before === undefined ? {} : { prev: headOf(before).hash }) }),
        );
      }
      t.equal(found(await verifyAudit(anew)), [], 'false-alarm');
      t.equal(found(await verifyAudit(anew, { pinned })), ['replaced 5'], 'not-found');
      const other = await linesOf(6, 9);
      t.equal((await verifyAudit(other, { pinned })).findings.length, 8, 'not-found');
    },
  },
  {
    clause: 'AU-VERIFY-06',
    title: 'an unfinished line is excused only by the event behind it that names it',
    run: async (t) => {
      const { path } = await t.open().then((fixture) => ({ path: `${fixture.folder}/torn.jsonl` }));
      const lines = await linesOf(3);
      const torn = { bytes: 5, sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824' };
      const third = rewrite(lines[2] ?? '', { torn });
      const [first = '', second = ''] = lines;
      const cases = [
        [[first, second, 'hello', third], []],
        [[first, second, 'hallo', third], ['foreign_line']],
        [[first, 'hello', second, third], ['foreign_line']],
        [[first, second, 'hello', lines[2] ?? ''], ['foreign_line']],
        [[first, second, 'hello', 'hello', third], ['foreign_line']],
        [
          [first, second, 'hello', third.replace('"outcome":"ok"', '"outcome":"failed"')],
          ['foreign_line', 'changed 3'],
        ],
      ] as const;
      for (const [at, [each, expected]] of cases.entries()) {
        await writeFile(path, `${each.join('\n')}\n`);
        const report = await verifyAudit(path);
        t.equal(found(report), expected, 'not-found', `case ${at}`);
        t.equal(report.torn, expected.length === 0 ? 1 : each[3] === 'hello' ? 1 : 0, 'other-report', `case ${at}`);
      }
    },
  },
  {
    clause: 'AU-VERIFY-07',
    title: 'a source is read once, one line at a time, and findings beyond the maximum are counted',
    run: async (t) => {
      const lines = await linesOf(3);
      let given = 0;
      async function* endless(): AsyncGenerator<string> {
        for (const line of lines) yield line;
        for (; given < 50_000; given++) yield given % 2 === 0 ? 'x' : (lines[0] ?? '');
      }
      const report = await verifyAudit(endless(), { maxFindings: 10 });
      t.equal([report.findings.length, report.more, given], [10, 49_990, 50_000], 'not-bounded');
      // Every second event of a chain: more gaps than are kept in mind, and each is reported all the same.
      const many = await linesOf(5000);
      const gaps = await verifyAudit(
        many.filter((_line, at) => at % 2 === 1),
        { maxFindings: 5 },
      );
      t.equal([gaps.findings.length, gaps.more, gaps.events], [5, 2495, 2500], 'not-bounded');
    },
  },
];
