import { constants } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { utf8Bytes } from '../../bytes/index.ts';
import { ColloquyError } from '../../errors/index.ts';
import { systemCode } from '../../keys/local/fileFaults.ts';
import { syncDirectory } from '../../keys/local/keyDirectory.ts';
import type { MoveEvent } from './MoveEvent.ts';
import type { MoveJournal } from './MoveJournal.ts';

export interface FileMoveJournalOptions {
  /** The file, in a directory that is there; made with mode 0600 when it is not there, and never a link. */
  readonly path: string;
}

/** Non-blocking, because opening a named pipe waits for its other end. */
const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const newline = 0x0a;

/**
 * A journal in a file: NDJSON, appended and synced (fsync) before a step counts as told. What stands there stays; a line that a killed
 * process left unfinished is ended, and whoever reads leaves it out. Dialogue ids and move ids are in it, and no content.
 *
 * @throws ColloquyError from its methods: `invalid_argument` for a path that is no file of its own, `storage_full`, `read_only`
 * @example
 * const journal = new FileMoveJournal({ path: 'move.ndjson' });
 */
export class FileMoveJournal implements MoveJournal {
  readonly #path: string;
  #handle: FileHandle | undefined;

  constructor({ path }: FileMoveJournalOptions) {
    this.#path = resolve(path);
  }

  async append(lines: readonly string[]): Promise<void> {
    try {
      const isNew = this.#handle === undefined;
      const handle = (this.#handle ??= await openJournal(this.#path));
      const text = lines.map((line) => `${line}\n`).join('');
      const bytes = utf8Bytes(isNew && (await endsWithinLine(handle)) ? `\n${text}` : text);
      for (let offset = 0; offset < bytes.byteLength;) offset += (await handle.write(bytes, offset)).bytesWritten;
      await handle.sync();
    } catch (error) {
      throw journalFault(error, this.#path);
    }
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }
}

async function openJournal(path: string): Promise<FileHandle> {
  const handle = await open(path, flags, 0o600);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new ColloquyError('invalid_argument', `${path} is no regular file: name another one.`);
    // A new file is an entry of its directory, and must last as long as what is written to it.
    if (stats.size === 0) await syncDirectory(dirname(path));
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function endsWithinLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(new Uint8Array(1), 0, 1, size - 1);
  return buffer[0] !== newline;
}

function journalFault(error: unknown, path: string): unknown {
  const code = systemCode(error);
  switch (code) {
    case undefined:
      return error;
    case 'ENOSPC':
    case 'EDQUOT':
      return new ColloquyError('storage_full', `There is no space left for the journal ${path}.`, { cause: error });
    case 'EROFS':
      return new ColloquyError('read_only', `The journal ${path} lies on a file system that is mounted read-only.`, {
        cause: error,
      });
    default: {
      const message = `The journal ${path} cannot be used (${code}): name a file in a directory that is there and may be written to.`;
      return new ColloquyError('invalid_argument', message, { context: { path }, cause: error });
    }
  }
}

/** What a journal tells. */
export interface ReadJournal {
  readonly events: readonly MoveEvent[];
  /** Lines that are none: where a process was killed while it wrote. */
  readonly torn: number;
}

/**
 * The events of a journal, without what a killed process left unfinished.
 *
 * @throws ColloquyError `invalid_argument` where it cannot be read
 * @example
 * const { events } = await readMoveJournal('move.ndjson');
 * const moved = events.filter((event) => event.event === 'dialogue' && event.outcome === 'moved');
 */
export async function readMoveJournal(path: string): Promise<ReadJournal> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw journalFault(error, path);
  });
  const lines = text.split('\n');
  const events = lines.flatMap((line) => eventOf(line) ?? []);
  return { events, torn: lines.filter((line) => line !== '').length - events.length };
}

function eventOf(line: string): MoveEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isEvent = typeof value === 'object' && value !== null && 'event' in value && 'at' in value;
    return isEvent ? (value as MoveEvent) : undefined;
  } catch {
    return undefined;
  }
}
