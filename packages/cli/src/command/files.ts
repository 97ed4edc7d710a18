import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { addAbortSignal } from 'node:stream';
import { UsageError } from './UsageError.ts';

/** Bytes of an input file, at most: far above any dialogue within the limits. */
const greatestInput = 512 * 1024 * 1024;

/** The text of a file, or of standard input for `-`. @throws UsageError */
export async function readText(path: string, signal: AbortSignal): Promise<string> {
  try {
    const bytes = path === '-' ? await readStandardInput(signal) : await readFile(resolve(path), { signal });
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    signal.throwIfAborted();
    const reason = (error as NodeJS.ErrnoException).code ?? 'it is not UTF-8';
    throw new UsageError(`${path} cannot be read: ${reason}`, { cause: error });
  }
}

async function readStandardInput(signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of addAbortSignal(signal, process.stdin)) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > greatestInput) throw new RangeError('standard input is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** JSON of a text. @throws UsageError that repeats nothing of it */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new UsageError(`${name} is not JSON${at === undefined ? '' : `: character ${Number(at) + 1}`}`, {
      cause: error,
    });
  }
}

/**
 * Writes a new file, whole or not at all, for its owner only: what is exported was sealed before.
 *
 * @throws UsageError when it exists and `force` was not given, or cannot be written
 */
export async function writeText(path: string, text: string, force: boolean | undefined): Promise<void> {
  const place = resolve(path);
  const temporary = join(dirname(place), `.colloquy-${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (force === true) await rename(temporary, place);
    // Unlike rename, link never replaces.
    else await link(temporary, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EEXIST' ? 'it exists; --force replaces it' : (code ?? String(error));
    throw new UsageError(`${path} cannot be written: ${reason}. Nothing was written.`, { cause: error });
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}
