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

/**
 * The end of an audit file of `size` bytes (AU-FILE-04, -05, -07). Behind the last event there may be what was left by writes that ended
 * early: beginnings of lines, each but the last with the newline that the next write began with.
 */
export async function readTail(handle: FileHandle, size: number, path: string): Promise<AuditTail> {
  const end = await readAt(handle, Math.max(0, size - maxTorn - maxEventLine - 1), size);
  let lineEnd = end.lastIndexOf(newline);
  for (; lineEnd !== -1; lineEnd = lineEnd === 0 ? -1 : end.lastIndexOf(newline, lineEnd - 1)) {
    const lineStart = lineEnd === 0 ? 0 : end.lastIndexOf(newline, lineEnd - 1) + 1;
    const line = end.subarray(lineStart, lineEnd).toString('latin1');
    const event = soundEvent(line);
    if (event !== undefined) return { event, ...tornOf(end.subarray(lineEnd + 1), path) };
    if (!isBeginning(line)) throw damaged(path);
  }
  if (end.byteLength < size) throw damaged(path);
  return tornOf(end, path);
}

function tornOf(rest: Uint8Array, path: string): Pick<AuditTail, 'torn'> {
  if (rest.byteLength > maxTorn) throw damaged(path);
  return rest.byteLength === 0 ? {} : { torn: { bytes: rest.byteLength, sha256: sha256Hex(rest) } };
}

/** What every event begins with; only a whole one ends with a brace, and none has a space. */
const opening = '{"chain":"';

function isBeginning(line: string): boolean {
  if (line.endsWith('}') || !/^[!-~]+$/.test(line)) return false;
  return line.length < opening.length ? opening.startsWith(line) : line.startsWith(opening);
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
