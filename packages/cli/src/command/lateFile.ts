import { access } from 'node:fs/promises';
import { printable } from '../render/printable.ts';
import type { ExitName } from '../exit/exitCodes.ts';
import { writeText } from './files.ts';
import type { Output } from './Output.ts';
import { UnwritableError } from './UnwritableError.ts';
import { UsageError } from './UsageError.ts';

/**
 * Looks, before anything is done, whether a file can be made that will hold what was done: a certificate, a report. Afterwards would be
 * too late, because what was done cannot be taken back and is told once.
 *
 * @throws UsageError, UnwritableError; nothing was done
 */
export async function probeLateFile(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  if (exists) throw new UsageError(`${path} cannot be written: it exists. Name a new file. Nothing was done.`);
  await writeText(path, '', false, { keep: false });
}

/**
 * Writes what was done into the file that was asked for, if one was.
 *
 * @returns undefined, or how the command ends where the file could not be written: that was said, and the caller shows the text instead
 */
export async function writeLateFile(
  output: Output,
  path: string | undefined,
  text: string,
): Promise<ExitName | undefined> {
  if (path === undefined) return undefined;
  try {
    await writeText(path, text, false);
    return undefined;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof UnwritableError)) throw error;
    const { code = 'unknown' } = error.cause as NodeJS.ErrnoException;
    output.warn([
      `It was done, and ${printable(path)} cannot be written: ${code}. What was to stand there is on standard output; keep it.`,
    ]);
    return 'storage';
  }
}
