import type { DialogueReport, MoveReport } from '@colloquy/core';
import type { ExitName } from '../../exit/exitCodes.ts';
import { remedies } from '../../exit/remedies.ts';
import { columns, paragraph, table } from '../../render/blocks.ts';
import type { Layout } from '../../render/Layout.ts';
import { counted } from '../../report/verification.ts';

/** Of several ends that which matters most. */
const gravity: readonly ExitName[] = ['damage', 'unknown', 'storage', 'unavailable', 'refused'];

/** True where nothing is left to be done for a dialogue: `cancelled` is an end like others where nothing else was asked for. */
function isSettled({ dryRun }: MoveReport, { outcome, code }: DialogueReport): boolean {
  if (outcome === 'moved' || outcome === 'skipped' || outcome === 'would-move') return true;
  return outcome === 'cancelled' ? code === undefined : outcome === 'in-transit' && dryRun;
}

/** How a command ends that did this. */
export function moveExit(report: MoveReport): ExitName {
  const ends = report.dialogues
    .filter((dialogue) => !isSettled(report, dialogue))
    .map(({ code }) => (code === undefined ? 'unavailable' : remedies[code].exit));
  return gravity.find((end) => ends.includes(end)) ?? ends[0] ?? 'done';
}

/** A report for a person. */
export function moveLines(layout: Layout, report: MoveReport): readonly string[] {
  const { dialogues, totals, cutOver, source, target, dryRun } = report;
  const way = `from ${source.name} to ${target.name}`;
  if (dialogues.length === 0) return [`There is nothing to move ${way}.`];
  const titles = ['id', 'outcome', 'n', 'entries', 'records', 'bytes', 'closed for'];
  const rows = dialogues.map(cells);
  // Why one of many was left alone is in the document; whoever asks for one alone is told.
  const isTold = (one: DialogueReport): boolean =>
    !isSettled(report, one) || (dialogues.length === 1 && one.outcome === 'skipped');
  const failures = dialogues.filter((one) => one.message !== undefined && isTold(one));
  const moved = dryRun ? dialogues.filter(({ outcome }) => outcome === 'would-move').length : totals.moved;
  const counts = [
    `${counted(moved, 'dialogue')} ${dryRun ? 'would move' : 'moved'} ${way}`,
    ...(['skipped', 'refused', 'cancelled'] as const)
      .filter((each) => totals[each] > 0)
      .map((each) => `${totals[each]} ${each}`),
  ];
  return [
    ...table(layout, titles, rows, { indent: 0, right: [2, 3, 4, 5, 6] }),
    ...failures.flatMap((each) => failureLines(layout, each)),
    '',
    `${counts.join(', ')}.`,
    ...(cutOver.count > 1
      ? columns(layout, [
          ['closed for, in milliseconds', `median ${cutOver.p50Ms}, 95 % ${cutOver.p95Ms}, longest ${cutOver.maxMs}`],
        ]).flat()
      : []),
    ...(dryRun ? ['Nothing was written.'] : []),
  ];
}

function cells({ dialogueId, outcome, n, entries, records, bytes, cutOverMs }: DialogueReport): readonly string[] {
  const shown = (figure: number | undefined): string => (figure === undefined ? '' : String(figure));
  const closed = cutOverMs === undefined ? '' : `${Math.max(0, Math.round(cutOverMs))} ms`;
  return [dialogueId, outcome, shown(n), shown(entries), shown(records), shown(bytes), closed];
}

/** What happened, what was not touched, and what to do. */
function failureLines(
  layout: Layout,
  { dialogueId, outcome, code, reason, address, message = '' }: DialogueReport,
): readonly string[] {
  const what = [code, reason, address].filter((part) => part !== undefined).join(', ');
  const where = {
    'in-transit': 'Nobody can write to it: `colloquy migrate resume` or `cancel` ends it.',
    cancelled: 'It goes on at its source.',
    refused: 'It is where it was, and takes writes there.',
  }[outcome as string];
  const next = code === undefined ? [] : paragraph(layout, remedies[code].next, '  ');
  return [
    '',
    ...paragraph(layout, what === '' ? message : `${what}: ${message}`, `${dialogueId}  `),
    ...(where === undefined ? [] : paragraph(layout, where, '  ')),
    ...next,
  ];
}
