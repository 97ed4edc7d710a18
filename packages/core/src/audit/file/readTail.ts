import type { FileHandle } from 'node:fs/promises';
import { sha256Hex } from '../../bytes/index.ts';
import { maxEventLine, type AuditEvent } from '../AuditEvent.ts';
import { auditFault } from '../auditFault.ts';
import type { AuditTail } from '../AuditSink.ts';
import { readEvent } from '../encodeEvent.ts';

/** Bytes of an unfinished end that are looked through, at most: more than any group of events has. */
const maxTorn = 1024 * 1024;

const newline = 0x0a;

async function readAt(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from);
  let length = 0;
  while (length < buffer.byteLength) {
    const { bytesRead } = await handle.read(buffer, length, buffer.byteLength - length, from + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

/** The end of an audit file of `size` bytes (AU-FILE-03 to -05). */
export async function readTail(handle: FileHandle, size: number, path: string): Promise<AuditTail> {
  if (size === 0) return {};
  const end = await readAt(handle, Math.max(0, size - maxTorn - maxEventLine - 1), size);
  const lineEnd = end.lastIndexOf(newline);
  const rest = end.subarray(lineEnd + 1);
  const whole = end.byteLength === size;
  if (rest.byteLength > maxTorn || (lineEnd === -1 && !whole)) throw damaged(path);
  const torn = rest.byteLength === 0 ? {} : { torn: { bytes: rest.byteLength, sha256: sha256Hex(rest) } };
  if (lineEnd === -1) return torn;
  const lineStart = lineEnd === 0 ? 0 : end.lastIndexOf(newline, lineEnd - 1) + 1;
  const event = soundEvent(end.subarray(lineStart, lineEnd).toString('latin1'));
  if (event === undefined) throw damaged(path);
  return { event, ...torn };
}

function soundEvent(line: string): AuditEvent | undefined {
  const read = readEvent(line);
  return read?.sound === true ? read.event : undefined;
}

function damaged(path: string): Error {
  return auditFault(
    'damaged',
    `${path} does not end with an audit event, and nothing is written behind that: keep the file, find out what happened, and ` +
      'configure another one.',
    { path },
  );
}
