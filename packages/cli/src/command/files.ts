import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rename, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { UnwritableError } from './UnwritableError.ts';
import { UsageError } from './UsageError.ts';

/** Bytes of an input file, at most: far above any dialogue within the limits. */
const greatestInput = 256 * 1024 * 1024;

/** The text of a file, or of standard input for `-`. @throws UsageError */
export async function readText(path: string, signal: AbortSignal): Promise<string> {
  try {
    const bytes = await readAll(path === '-' ? process.stdin : createReadStream(resolve(path)), signal);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    signal.throwIfAborted();
    throw new UsageError(`${path === '-' ? 'Standard input' : path} cannot be read: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** Stops at the limit, so that a device or a pipe cannot feed it for ever. */
async function readAll(stream: Readable, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of addAbortSignal(signal, stream)) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > greatestInput) throw new RangeError(`it has more than ${greatestInput} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** What a person is told: the name that the system gives the fault, or what was found here. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return /^E[A-Z0-9]+$/.test(code) ? code : 'it is not UTF-8';
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
 * @param keep false: only tries it, and leaves nothing behind
 * @throws UsageError when it exists and `force` was not given
 * @throws UnwritableError when folder or disk do not take it
 */
export async function writeText(
  path: string,
  text: string,
  force: boolean | undefined,
  { keep = true }: { readonly keep?: boolean } = {},
): Promise<void> {
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
    if (!keep) return;
    if (force === true) await rename(temporary, place);
    // Unlike rename, link never replaces.
    else await link(temporary, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      const message = `${path} cannot be written: it exists; --force replaces it. Nothing was written.`;
      throw new UsageError(message, { cause: error });
    }
    throw new UnwritableError(`${path} cannot be written: ${code ?? String(error)}. Nothing was written.`, {
      cause: error,
    });
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}
