import { fromBase64, fromHex, toBase64, toHex } from '../bytes/index.ts';
import { ColloquyError } from '../errors/index.ts';

/** What a checkpoint says: the log of this id had this entry at n. */
export interface Checkpoint {
  /** 32 lowercase hexadecimal digits, drawn when the dialogue was created. */
  readonly logId: string;
  readonly n: number;
  /** Entry hash of entry n, 64 lowercase hexadecimal digits. */
  readonly hash: string;
}

const prefix = 'colloquy/v1/';
const form = /^colloquy\/v1\/([0-9a-f]{32})\n([1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/;
const originForm = /^colloquy\/v1\/([0-9a-f]{32})$/;

/** The first line of a checkpoint: which log it speaks of. */
export function originOf({ logId }: Pick<Checkpoint, 'logId'>): string {
  return `${prefix}${logId}`;
}

/** The logId of an origin; undefined when it is none. */
export function logIdOfOrigin(origin: string): string | undefined {
  return originForm.exec(origin)?.[1];
}

/**
 * The three lines of a checkpoint (CK-NOTE-01).
 *
 * @throws ColloquyError `invalid_argument`
 */
export function encodeCheckpointText(checkpoint: Checkpoint): string {
  const { n, hash } = checkpoint;
  const bytes = fromHex(hash);
  const text = `${originOf(checkpoint)}\n${n}\n${bytes === undefined ? '' : toBase64(bytes)}\n`;
  if (parseCheckpointText(text) === undefined) {
    throw new ColloquyError('invalid_argument', 'A checkpoint has a logId of 16 bytes, an n and a hash of 32 bytes.');
  }
  return text;
}

/** What a text says; undefined unless it is exactly what {@link encodeCheckpointText} writes. */
export function parseCheckpointText(text: string): Checkpoint | undefined {
  const [, logId, decimal, encoded] = form.exec(text) ?? [];
  if (logId === undefined || decimal === undefined || encoded === undefined) return undefined;
  const n = Number(decimal);
  const hash = fromBase64(encoded);
  return Number.isSafeInteger(n) && hash?.byteLength === 32 ? { logId, n, hash: toHex(hash) } : undefined;
}
