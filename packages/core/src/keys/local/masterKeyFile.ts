import { createSecretKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { ColloquyError } from '../../errors/index.ts';
import { systemSources } from '../../sources.ts';
import { clearTemporaries, publishKeyFile } from './publishKeyFile.ts';
import { readKeyFile } from './readKeyFile.ts';

/** Name of the file with the user master key, in the directory of the keys. */
export const masterKeyName = 'master.key';

/** Bytes of a user master key. */
export const masterKeyLength = 32;

/** Enough to recognise a key that was written as text. */
const readLimit = 128;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x7e;
}

/** What is wrong with the content of a key file, without a byte of it; undefined when it can be a key. */
function faultOf(bytes: Uint8Array): string | undefined {
  const { length } = bytes;
  const size = length === readLimit ? `${readLimit} bytes or more` : `${length} bytes`;
  let end = length;
  while (end > 0 && (bytes[end - 1] === lineFeed || bytes[end - 1] === carriageReturn)) end -= 1;
  if (length === masterKeyLength + 1 && end === masterKeyLength) {
    return 'has 33 bytes: 32 and a trailing newline, which an editor or echo adds';
  }
  const text = bytes.subarray(0, end);
  if (text.length >= 8 && text.every(isPrintable)) {
    const written = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1');
    if (/^[0-9a-fA-F]+$/.test(written)) return `has ${size} and looks like text: hexadecimal digits`;
    if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(written)) return `has ${size} and looks like text: base64`;
    return `has ${size} and looks like text`;
  }
  if (length !== masterKeyLength) return `has ${size}`;
  // What a file system may leave of a file whose content was never written.
  if (bytes.every((byte) => byte === bytes[0])) return 'holds one byte value 32 times over, as a damaged file does';
  return undefined;
}

/**
 * The user master key in a directory, or undefined when there is no such file. Its bytes are zeroed here and live on only in the
 * KeyObject.
 *
 * @throws ColloquyError `key_file_unsafe`, `key_file_malformed`, `key_unavailable`
 */
export async function readMasterKey(directory: string): Promise<KeyObject | undefined> {
  const bytes = await readKeyFile(directory, masterKeyName, readLimit);
  if (bytes === undefined) return undefined;
  try {
    const fault = faultOf(bytes);
    if (fault !== undefined) {
      const path = join(directory, masterKeyName);
      throw new ColloquyError(
        'key_file_malformed',
        `${path} ${fault}. A key file is exactly 32 random bytes, raw: restore it from its backup.`,
        { context: { path } },
      );
    }
    return createSecretKey(bytes);
  } finally {
    bytes.fill(0);
  }
}

/**
 * Makes the file with a new user master key, if there is none. Two callers at once end with one file.
 *
 * @throws ColloquyError `key_file_unsafe`, `key_unavailable`, `storage_full`, `read_only`
 */
export async function createMasterKeyFile(directory: string): Promise<void> {
  const bytes = drawMasterKey();
  try {
    await publishKeyFile(directory, masterKeyName, bytes);
  } finally {
    bytes.fill(0);
  }
  await clearTemporaries(directory, masterKeyName);
}

/** Random bytes can look like text, once in about 10^14 keys; the reader would refuse them. */
function drawMasterKey(): Uint8Array {
  for (;;) {
    const bytes = systemSources.randomBytes(masterKeyLength);
    if (faultOf(bytes) === undefined) return bytes;
  }
}
