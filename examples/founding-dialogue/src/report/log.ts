import { facts, heading, type Layout, table } from '@colloquy/cli';
import type { HistoryEntry, VerificationReport } from '@colloquy/core';

/** The commits, and the head that stands for all of them. */
export function logLines(
  layout: Layout,
  database: string,
  entries: readonly HistoryEntry[],
  report: VerificationReport,
): readonly string[] {
  const rows = entries.map(({ n, kind, keys, hash }) => [String(n), kind, String(keys.length), hash.slice(0, 16)]);
  return [
    ...heading(layout, 'Log'),
    ...table(layout, ['n', 'commit', 'records written', 'hash begins'], rows, { right: [0, 2] }),
    '',
    ...facts(layout, [
      ['log head', `n = ${report.n}, hash ${report.logHead ?? 'none'}`],
      [
        'stored',
        `${report.entries} commits, ${report.records} records; verified: ${report.ok ? 'no finding' : 'damaged'}`,
      ],
      ['database', database],
    ]),
  ];
}
