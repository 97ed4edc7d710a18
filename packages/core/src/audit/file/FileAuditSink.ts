import { lstat, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { utf8Bytes } from '../../bytes/index.ts';
import { auditFault } from '../auditFault.ts';
import type { AuditSink, AuditTail } from '../AuditSink.ts';
import type { EncodedEvent } from '../encodeEvent.ts';
import { auditFileFault, openAuditFile } from './auditFile.ts';
import { readTail } from './readTail.ts';

export interface FileAuditSinkOptions {
  /**
   * The file, one event a line; made when it is not there. It and its directory belong to the user that runs the program, with the modes
   * 0600 and 0700, and neither is a link. Each process has a file of its own. Apart from the data and the keys.
   */
  readonly path: string;
}

/**
 * Appends events to a file, and answers when they are synced (fsync); events that arrive together share one sync. The chain of an existing
 * file goes on.
 *
 * Nothing that stands in the file is ever changed. An unfinished last line, of a process that was killed, stays where it is; the next event
 * says how long it is and its hash. A file that another process has written to, that was cut, moved or removed, or that does not end with
 * an event, is refused: `audit_failed` with the reason `foreign_write`, `replaced` or `damaged`.
 *
 * @throws ColloquyError from its methods: `audit_failed`, `storage_full`, `read_only`
 * @example
 * const sink = new FileAuditSink({ path: '/var/lib/colloquy/audit/crypto.jsonl' });
 */
export class FileAuditSink implements AuditSink {
  readonly #path: string;
  #open: OpenFile | undefined;

  constructor({ path }: FileAuditSinkOptions) {
    this.#path = resolve(path);
  }

  async last(): Promise<AuditTail> {
    await this.close();
    const handle = await openAuditFile(dirname(this.#path), this.#path);
    try {
      const { dev, ino, size } = await handle.stat({ bigint: true });
      const tail = await readTail(handle, Number(size), this.#path);
      this.#open = { handle, dev, ino, size: Number(size), torn: await endsWithinLine(handle, Number(size)) };
      return tail;
    } catch (error) {
      await handle.close();
      throw auditFileFault(error, this.#path);
    }
  }

  async append(events: readonly EncodedEvent[]): Promise<void> {
    if (this.#open === undefined) await this.last();
    const file = this.#open;
    if (file === undefined) throw auditFault('closed', 'The audit file is not open.');
    const text = events.map(({ line }) => `${line}\n`).join('');
    const bytes = utf8Bytes(file.torn ? `\n${text}` : text);
    try {
      await this.#check(file);
      await writeWhole(file.handle, bytes);
      await file.handle.sync();
      file.size += bytes.byteLength;
      file.torn = false;
      await this.#check(file);
    } catch (error) {
      throw auditFileFault(error, this.#path);
    }
  }

  async close(): Promise<void> {
    const file = this.#open;
    this.#open = undefined;
    await file?.handle.close();
  }

  /** That the path still leads to this file, and that nobody else has written to it. */
  async #check({ dev, ino, size }: OpenFile): Promise<void> {
    const path = this.#path;
    const now = await lstat(path, { bigint: true }).catch(() => undefined);
    if (now?.dev !== dev || now.ino !== ino) {
      throw auditFault('replaced', `${path} was moved or removed: what is written would be lost or found elsewhere.`, {
        path,
      });
    }
    if (Number(now.size) !== size) {
      throw auditFault(
        'foreign_write',
        `${path} has ${now.size} bytes where this process left ${size}: give each process a file of its own.`,
        { path, expected: size, found: Number(now.size) },
      );
    }
  }
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly dev: bigint;
  readonly ino: bigint;
  size: number;
  /** The file ends within a line. */
  torn: boolean;
}

async function endsWithinLine(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer } = await handle.read(new Uint8Array(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.byteLength;) {
    offset += (await handle.write(bytes, offset, bytes.byteLength - offset)).bytesWritten;
  }
}
