import { createInterface } from 'node:readline/promises';
import { printable } from '../render/printable.ts';
import type { Context } from './Context.ts';
import { UsageError } from './UsageError.ts';

/**
 * Lets a person confirm what cannot be undone, by typing a word. Where nobody can be asked, `--yes` must have been given.
 *
 * @throws UsageError when it was not confirmed; then nothing was done
 */
export async function confirm(
  { output, signal }: Context,
  yes: boolean | undefined,
  what: string,
  word: string,
  cannot = 'It cannot be undone',
): Promise<void> {
  if (yes === true) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY || output.format !== 'text') {
    throw new UsageError(`${what} ${cannot}: give --yes. Nothing was done.`);
  }
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal is in raw mode while it is asked, so that Ctrl+C is a key and no signal; this program is to end as by a signal.
  asked.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const question = `${printable(what)} ${cannot}.\nType ${word} to go on: `;
    const answer = await asked.question(question, { signal });
    if (answer.trim() !== word) throw new UsageError('Not confirmed. Nothing was done.');
  } catch (error) {
    // Ctrl+D: the input has ended, and nobody said yes.
    if (signal.aborted || !isAbort(error)) throw error;
    throw new UsageError('Not confirmed. Nothing was done.');
  } finally {
    asked.close();
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
