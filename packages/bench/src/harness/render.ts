import type { Figures } from './Contender.ts';
import type { Machine } from './machine.ts';
import type { Measured, Ratio, Timing } from './measure.ts';
import type { Summary } from './statistics.ts';

/** Three significant digits, without an exponent. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const digits = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(digits, 6));
}

/** A time in the unit that suits it. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${figure(milliseconds / 1000)} s`;
  if (milliseconds >= 1) return `${figure(milliseconds)} ms`;
  if (milliseconds >= 1e-3) return `${figure(milliseconds * 1e3)} µs`;
  return `${figure(milliseconds * 1e6)} ns`;
}

export function markdownTable(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, at) => (at === 0 ? '---' : '---:'));
  return [line(columns), line(rule), ...rows.map(line)].join('\n');
}

function range({ lower, upper }: Summary, show: (value: number) => string): string {
  return `${show(lower)} to ${show(upper)}`;
}

function timingRow({ name, records, runs, wall, cpu }: Timing): readonly (string | number)[] {
  const perRecord = duration(cpu.median / records);
  return [name, duration(wall.median), range(wall, duration), duration(cpu.median), perRecord, runs];
}

function ratioRow({ of, to, perRecord, goal, wall, cpu }: Ratio): readonly string[] {
  const what = `${of} : ${to}${perRecord === true ? ', per record' : ''}`;
  return [what, figure(wall.median), range(wall, figure), figure(cpu.median), range(cpu, figure), goal ?? ''];
}

/** The times and ratios of a group as Markdown. */
export function renderMeasured({ title, timings, ratios }: Measured): string {
  const times = ['contender', 'median', 'middle half', 'processor', 'a record', 'runs'];
  const compared = ['ratio', 'clock', 'middle half', 'processor', 'middle half', 'goal'];
  return [
    `### ${title}`,
    markdownTable(times, timings.map(timingRow)),
    ...(ratios.length === 0 ? [] : [markdownTable(compared, ratios.map(ratioRow))]),
  ].join('\n\n');
}

export function renderFigures({ title, columns, rows }: Figures): string {
  return `### ${title}\n\n${markdownTable(columns, rows)}`;
}

export function renderMachine({ node, platform, cores, processor, memoryGiB }: Machine): string {
  return `Node ${node}, ${platform}, ${cores} cores (${processor}), ${memoryGiB} GiB.`;
}
