import { CommanderError } from 'commander';
import { exitCodes, type ExitName } from '../exit/exitCodes.ts';
import { errorJson, errorLines, exitOf } from '../exit/failure.ts';
import { layoutOf } from '../render/Layout.ts';
import { UsageError } from './UsageError.ts';
import { createProgram } from './program.ts';

/** A reader that goes away early, such as `head`, is no failure of ours; a full disk is. */
function watch(stream: NodeJS.WriteStream, failed: (error: NodeJS.ErrnoException) => void): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failed(error);
  });
}

/** The command `colloquy`, in this process. Sets the exit code; never throws for what a person or a store does. */
export async function main(args: readonly string[]): Promise<void> {
  const interruption = new AbortController();
  // Once: whoever interrupts again means it, and Node ends the process.
  process.once('SIGINT', () => interruption.abort());
  process.once('SIGTERM', () => interruption.abort());
  let lost: ExitName | undefined;
  watch(process.stdout, (error) => {
    lost = 'storage';
    process.exitCode = exitCodes.storage[0];
    process.stderr.write(`Standard output cannot be written: ${error.code ?? error.message}\n`);
  });
  watch(process.stderr, () => undefined);
  const exit = await run(args, interruption.signal);
  process.exitCode = exitCodes[lost ?? exit][0];
}

async function run(args: readonly string[], signal: AbortSignal): Promise<ExitName> {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const json = options.includes('--json') || options.includes('--ndjson');
  let exit: ExitName = 'done';
  const program = createProgram({ signal, ended: (name) => (exit = name) });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 'done';
    const problem = error instanceof CommanderError ? new UsageError(spoken(error)) : error;
    const how = exitOf(problem, signal.aborted);
    const { isTTY, columns } = process.stderr;
    const colour = !options.includes('--no-color');
    const layout = layoutOf({ isTTY, columns, noColor: process.env['NO_COLOR'] }, colour);
    const lines = json ? [errorJson(problem, how)] : errorLines(layout, problem, how);
    process.stderr.write(lines.map((line) => `${line}\n`).join(''));
    return how;
  }
}

/** What Commander says of a wrong call, without its prefix. */
function spoken({ message, code }: CommanderError): string {
  // A group without a command: Commander has shown the help, on standard error.
  if (code === 'commander.help') return 'Name a command.';
  return message.replace(/^error: /, '');
}
