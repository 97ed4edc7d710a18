import { closeSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reading } from './judgeValue.ts';
import type { Layer } from './Layer.ts';
import { readObject } from './readObject.ts';

/** The name that is looked for in the current folder. */
export const configurationFileName = 'colloquy.json';

/** Bytes: beyond it, it is some other file. */
const greatest = 65_536;

/**
 * Reads a configuration file.
 *
 * @param wanted somebody named it; otherwise that there is none is no fault
 * @returns undefined when there is none and nobody named it
 */
export function readConfigurationFile(
  path: string,
  environment: Reading['environment'],
  wanted: boolean,
): Layer | undefined {
  const fault = (message: string): Layer => ({
    origin: path,
    given: [],
    faults: [{ origin: path, path: '', message }],
  });
  let text: string;
  try {
    text = textOf(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'it is not UTF-8';
    if (code === 'ENOENT' && !wanted) return undefined;
    return fault(code === 'ENOENT' ? 'is not there' : `cannot be read: ${code}`);
  }
  if (text.length > greatest) return fault(`is larger than ${greatest} bytes`);
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch (error) {
    // The message of the engine shows a piece of the text, which may be a piece of a secret: only the place is told.
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    return fault(at === undefined ? 'is not JSON' : `is not JSON: ${lineAndColumn(text, Number(at))}`);
  }
  return readObject(path, object, { folder: dirname(path), environment }, true);
}

/** At most one byte more than is allowed, so that a device or a pipe cannot feed it for ever. */
function textOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(greatest + 1);
    let length = 0;
    for (;;) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      length += read;
      if (read === 0 || length === buffer.length) break;
    }
    // Skips the byte order mark that some editors write.
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, length));
  } finally {
    closeSync(file);
  }
}

function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
