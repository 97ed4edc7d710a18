import { paint, type Layout } from './Layout.ts';
import { printable } from './printable.ts';
import { displayWidth } from './width.ts';
import { wrap } from './wrap.ts';

/** A heading with an empty line above. */
export function heading(layout: Layout, text: string): readonly string[] {
  const lines = wrap(text, layout.width);
  const rule = '-'.repeat(Math.max(...lines.map(displayWidth)));
  return ['', ...lines.map((line) => paint(layout, 'heading', line)), rule];
}

/** A text as lines, the first behind `lead` and all others under it. */
export function paragraph(layout: Layout, text: string, lead = ''): readonly string[] {
  const start = printable(lead);
  const indent = Math.min(displayWidth(start), layout.width - 20);
  return wrap(text, layout.width - indent).map((line, at) => `${at === 0 ? start : ' '.repeat(indent)}${line}`);
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** Natural widths, the widest made narrower until all of them fit. */
function widthsOf(rows: readonly (readonly string[])[], available: number): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 1, Math.min(available, displayWidth(printable(cell))));
    });
  }
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  for (; excess > 0; excess -= 1) {
    const at = widths.indexOf(Math.max(...widths));
    widths[at] = Math.max(2, (widths[at] ?? 0) - 1);
  }
  return widths;
}

export interface ColumnOptions {
  /** Spaces before each line; default 2. */
  readonly indent?: number;
  /** Indexes of columns whose cells stand at the right. */
  readonly right?: readonly number[];
}

/**
 * Cells in aligned columns. A cell that is too wide goes on in the next line of its column, so no line is wider than the page.
 *
 * @returns the lines of each row
 */
export function columns(
  layout: Layout,
  rows: readonly (readonly string[])[],
  { indent = 2, right = [] }: ColumnOptions = {},
): readonly (readonly string[])[] {
  const gaps = 2 * Math.max(0, Math.max(...rows.map((row) => row.length)) - 1);
  const widths = widthsOf(rows, layout.width - indent - gaps);
  return rows.map((row) => {
    const cells = row.map((cell, at) => wrap(cell, widths[at] ?? 1));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const parts = cells.map((lines, at) =>
        padded(lines[line] ?? '', widths[at] ?? 0, right.includes(at) ? 'right' : 'left'),
      );
      return `${' '.repeat(indent)}${parts.join('  ')}`.trimEnd();
    });
  });
}

/** Columns under titles. */
export function table(
  layout: Layout,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  options: ColumnOptions = {},
): readonly string[] {
  const [head = [], ...body] = columns(layout, [titles, ...rows], options);
  return [...head.map((line) => paint(layout, 'quiet', line)), ...body.flat()];
}

/** Names with their values, aligned. */
export function facts(layout: Layout, rows: readonly (readonly [name: string, value: string])[]): readonly string[] {
  return columns(layout, rows).flat();
}
