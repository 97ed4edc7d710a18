import { readFile, writeFile } from 'node:fs/promises';
import { NoteVerifier } from '@colloquy/core';

/** The verifier key that was pinned, or undefined. @throws ColloquyError `invalid_argument` when the file holds something else */
export async function pinnedKey(path: string): Promise<NoteVerifier | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : NoteVerifier.parse(text.trimEnd());
}

/** Pins a key at the first use; from then on it is the one that counts. */
export async function pinKey(path: string, verifier: NoteVerifier): Promise<void> {
  await writeFile(path, `${String(verifier)}\n`, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}
