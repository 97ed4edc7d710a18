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
  try {
    const answer = await asked.question(`${printable(what)} ${cannot}.\nType ${word} to go on: `, { signal });
    if (answer.trim() !== word) throw new UsageError('Not confirmed. Nothing was done.');
  } finally {
    asked.close();
  }
}
