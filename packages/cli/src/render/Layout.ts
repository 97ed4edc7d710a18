import { styleText } from 'node:util';

/** How a page is laid out. */
export interface Layout {
  /** Columns of a line. */
  readonly width: number;
  readonly color: boolean;
}

/** The few things that colour says. Nothing is said by colour alone. */
const formats = { heading: 'bold', quiet: 'dim', good: 'green', bad: 'red' } as const;

/** Colours a text that is printable already, if colours are wanted. */
export function paint(layout: Layout, format: keyof typeof formats, text: string): string {
  return layout.color ? styleText(formats[format], text, { validateStream: false }) : text;
}

/** What decides the layout. */
export interface Surroundings {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  /** `NO_COLOR` as in https://no-color.org: present and not empty. */
  readonly noColor: string | undefined;
}

const narrowest = 60;
const widest = 120;

/** As wide as the terminal, within reason; 100 columns when the output goes elsewhere. */
export function layoutOf({ isTTY, columns, noColor }: Surroundings, colorWanted: boolean): Layout {
  const width = isTTY ? Math.min(widest, Math.max(narrowest, columns ?? 100)) : 100;
  return { width, color: colorWanted && isTTY && (noColor === undefined || noColor === '') };
}
