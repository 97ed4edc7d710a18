import { createReadStream } from 'node:fs';
import { concat } from '../../bytes/index.ts';

/** One line of a source. */
export interface AuditLine {
  /** Without its newline; undefined when it is longer than anything that this package writes. */
  readonly bytes: Uint8Array | undefined;
  /** False: the source ends without a newline here. */
  readonly finished: boolean;
}

/** Where lines come from: the path of a file, or lines without their newlines. */
export type AuditSource = string | AsyncIterable<string> | Iterable<string>;

const newline = 0x0a;
/** Longer than an unfinished end that a sink goes on behind. */
const maxLine = 1024 * 1024;

/** The lines of a source, in memory one at a time. */
export async function* linesOf(source: AuditSource): AsyncGenerator<AuditLine> {
  if (typeof source === 'string') {
    yield* linesOfFile(source);
    return;
  }
  for await (const line of source) yield { bytes: new Uint8Array(Buffer.from(line, 'utf8')), finished: true };
}

async function* linesOfFile(path: string): AsyncGenerator<AuditLine> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array): void => {
    length += part.byteLength;
    if (length <= maxLine) parts.push(part);
    else parts = [];
  };
  const take = (finished: boolean): AuditLine => {
    const bytes =
      length > maxLine ? undefined : parts.length === 1 && parts[0] !== undefined ? parts[0] : concat(parts);
    parts = [];
    length = 0;
    return { bytes, finished };
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, at));
      yield take(true);
      from = at + 1;
    }
    if (from < chunk.byteLength) add(chunk.subarray(from));
  }
  if (length > 0) yield take(false);
}
