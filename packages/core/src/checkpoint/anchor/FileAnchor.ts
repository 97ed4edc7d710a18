import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareAscii, utf8Bytes } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';
import { fileFault, systemCode } from '../../keys/local/fileFaults.ts';
import { inspectDirectory, syncDirectory } from '../../keys/local/keyDirectory.ts';
import { clearTemporaries, publishKeyFile } from '../../keys/local/publishKeyFile.ts';
import { readKeyFile } from '../../keys/local/readKeyFile.ts';
import { limits } from '../../limits.ts';
import type { CallOptions } from '../../traits/PartitionStore.ts';
import type { Checkpoint } from '../checkpointText.ts';
import { parseCheckpointText } from '../checkpointText.ts';
import { parseSignedNote } from '../signedNote.ts';
import type { Anchor } from './Anchor.ts';
import { logIdOf, publishable } from './publishable.ts';

export interface FileAnchorOptions {
  /** A directory of its own: mode 0700, owned by the user that runs the program, no link. Not among the data or its backups. */
  readonly directory: string;
}

const fileName = /^[0-9]{16}\.note$/;

/**
 * Keeps notes in a directory: one file per checkpoint, `{logId}/{n as 16 digits}.note`. A file comes into being whole and synced, under
 * a name that is never given twice, so a note once kept is never replaced, and a process that is killed leaves every earlier one as it was
 * (CK-ANCHOR-01, -02). Directories have mode 0700, files 0600.
 *
 * The errors about files are those of the key directory: `key_file_unsafe` when directory or file are open to others, a link, or of
 * another owner, `key_unavailable`, `storage_full`, `read_only`.
 *
 * @example
 * const anchor = new FileAnchor({ directory: '/mnt/worm/colloquy-notes' });
 */
export class FileAnchor implements Anchor {
  readonly #directory: string;

  constructor({ directory }: FileAnchorOptions) {
    this.#directory = resolve(directory);
  }

  /**
   * @throws ColloquyError `integrity_error`, `context.reason` `fork`, when another entry hash is kept for this log and n;
   * `invalid_argument` when it is no checkpoint
   */
  async publish(note: string, options?: CallOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    const { logId, n, hash } = publishable(note);
    await inspectDirectory(this.#directory);
    const folder = join(this.#directory, logId);
    const name = `${String(n).padStart(16, '0')}.note`;
    const made = await publishKeyFile(folder, name, utf8Bytes(note));
    // The folder of the log is an entry of this one; another process may have made it a moment ago.
    await syncDirectory(this.#directory).catch((error: unknown) => {
      throw fileFault(error, this.#directory);
    });
    if (made) return;
    await clearTemporaries(folder, name);
    const kept = checkpointIn(await readKeyFile(folder, name, limits.noteBytes + 1));
    if (kept?.logId === logId && kept.n === n && kept.hash === hash) return;
    throw new ColloquyError(
      'integrity_error',
      `${join(folder, name)} keeps another note for entry ${n}: the log was rewritten, or the file was changed.`,
      { context: { reason: 'fork', logId, n } },
    );
  }

  async latest(origin: string, options?: CallOptions): Promise<Uint8Array | undefined> {
    options?.signal?.throwIfAborted();
    const folder = join(this.#directory, logIdOf(origin));
    if ((await inspectDirectory(this.#directory)) === undefined) return undefined;
    if ((await inspectDirectory(folder)) === undefined) return undefined;
    const names = await readdir(folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw fileFault(error, folder);
    });
    const last = names
      .filter((name) => fileName.test(name))
      .sort(compareAscii)
      .at(-1);
    return last === undefined ? undefined : readKeyFile(folder, last, limits.noteBytes + 1);
  }
}

function checkpointIn(bytes: Uint8Array | undefined): Checkpoint | undefined {
  const parsed = bytes && parseSignedNote(bytes);
  return parsed && parseCheckpointText(parsed.text);
}
