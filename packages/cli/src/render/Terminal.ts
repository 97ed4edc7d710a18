import { layoutOf, type Layout } from './Layout.ts';

/** Where a command writes. */
export interface Terminal {
  readonly layout: Layout;
  /** Data: standard output. */
  print(lines: readonly string[]): void;
  /** Complaints: standard error. */
  complain(lines: readonly string[]): void;
}

/** A reader that goes away early, such as `head`, is no failure of ours: what it does not want is not written. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** The terminal, or whatever stands in its place. */
export function processTerminal(colorWanted: boolean): Terminal {
  const { stdout, stderr, env } = process;
  if (!stdout.listeners('error').includes(ignoreClosedPipe)) stdout.on('error', ignoreClosedPipe);
  return {
    layout: layoutOf({ isTTY: stdout.isTTY, columns: stdout.columns, noColor: env['NO_COLOR'] }, colorWanted),
    print: (lines) => void stdout.write(lines.map((line) => `${line}\n`).join('')),
    complain: (lines) => void stderr.write(lines.map((line) => `${line}\n`).join('')),
  };
}
