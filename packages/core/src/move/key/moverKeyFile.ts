import { lstat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { utf8Bytes } from '../../bytes/index.ts';
import { noteSigner, type NoteSigner } from '../../checkpoint/NoteSigner.ts';
import { ColloquyError } from '../../errors/index.ts';
import { systemCode } from '../../keys/local/fileFaults.ts';
import { clearTemporaries, publishKeyFile } from '../../keys/local/publishKeyFile.ts';
import { readKeyFile } from '../../keys/local/readKeyFile.ts';
import { systemSources } from '../../sources.ts';
import { moverKeyText, parseMoverKey } from './moverKeyText.ts';

/** More than any such line has. */
const readLimit = 512;
const seedLength = 32;

export interface CreateMoverKeyOptions {
  /** 1 to 128 characters of visible ASCII without `+`; a schema-less URL is recommended. Never changes. */
  readonly name: string;
}

/**
 * The key that signs moves, in a file of its own: made at the first call, mode 0600, in a directory of mode 0700, and opened at every later
 * one; a file that is there is never replaced. It opens no record, so it belongs neither into the store nor beside the keys of one: who
 * moves dialogues needs this file, both databases, and nothing else.
 *
 * @returns the signer; its `verifier` is what the stores pin
 * @throws ColloquyError `invalid_argument`, also where the key that is there has another name; `key_file_unsafe`, `key_file_malformed`,
 * `key_unavailable`, `storage_full`, `read_only`
 * @example
 * const signer = await createMoverKey('/var/lib/colloquy-mover/mover.key', { name: 'example.org/mover' });
 * console.log(String(signer.verifier)); // `movers` of both configurations
 */
export async function createMoverKey(path: string, { name }: CreateMoverKeyOptions): Promise<NoteSigner> {
  const seed = systemSources.randomBytes(seedLength);
  const bytes = utf8Bytes(moverKeyText(name, seed));
  seed.fill(0);
  const place = resolve(path);
  try {
    // Nothing is written where something is: what lies there is judged by opening it.
    if ((await readMoverKey(place)) === undefined) await publishKeyFile(dirname(place), basename(place), bytes);
  } finally {
    bytes.fill(0);
  }
  const signer = await openMoverKey(place);
  if (signer.verifier.name === name) return signer;
  throw new ColloquyError(
    'invalid_argument',
    `The key in ${place} has another name than ${name}. It was left as it is.`,
    {
      context: { path: place, name: signer.verifier.name },
    },
  );
}

/**
 * Opens the key that {@link createMoverKey} has made.
 *
 * @throws ColloquyError `key_missing`, `key_file_unsafe`, `key_file_malformed`, `key_unavailable`
 * @example
 * const signer = await openMoverKey('/var/lib/colloquy-mover/mover.key');
 */
export async function openMoverKey(path: string): Promise<NoteSigner> {
  const place = resolve(path);
  // Looked for first: where there is none, it does not matter who could open its directory.
  const signer = (await isAbsent(place)) ? undefined : await readMoverKey(place);
  if (signer === undefined) {
    throw new ColloquyError('key_missing', `There is no key file ${place}: name the one that signs moves.`, {
      context: { path: place },
    });
  }
  await clearTemporaries(dirname(place), basename(place));
  return signer;
}

async function isAbsent(place: string): Promise<boolean> {
  return lstat(place).then(
    () => false,
    (error: unknown) => systemCode(error) === 'ENOENT',
  );
}

async function readMoverKey(place: string): Promise<NoteSigner | undefined> {
  const bytes = await readKeyFile(dirname(place), basename(place), readLimit);
  if (bytes === undefined) return undefined;
  try {
    const key = parseMoverKey(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
    if (key !== undefined) return noteSigner(key.name, key.privateKey);
  } finally {
    bytes.fill(0);
  }
  throw new ColloquyError(
    'key_file_malformed',
    `${place} is no key that signs moves: it is one line, PRIVATE+KEY+name+keyId+base64. It was left as it is; restore it, or make a new one elsewhere and pin that.`,
    { context: { path: place } },
  );
}
