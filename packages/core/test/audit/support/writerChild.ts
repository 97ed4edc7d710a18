import { open } from 'node:fs/promises';
import { createAuditTrail } from '../../../src/audit/AuditTrail.ts';
import { FileAuditSink } from '../../../src/audit/file/FileAuditSink.ts';

/*
 * Writes events to a file, three at once, and prints the head after each group that was answered for. Dies by its own hand within the
 * write that would take the file beyond a number of bytes that it writes: exactly that many are written.
 *
 * Arguments: file, principal, groups to write, bytes after which it dies (or `never`).
 */
const [path = '', principal = '', groups = '', dies = ''] = process.argv.slice(2);

interface Writing {
  readonly write: (bytes: Uint8Array, offset: number, length: number) => Promise<{ bytesWritten: number }>;
}

if (dies !== 'never') {
  const handle = await open(import.meta.filename, 'r');
  const prototype = Object.getPrototypeOf(handle) as { write: Writing['write'] };
  await handle.close();
  const { write } = prototype;
  let left = Number(dies);
  prototype.write = async function (this: Writing, bytes, offset, length) {
    if (left >= length) {
      left -= length;
      return write.call(this, bytes, offset, length);
    }
    if (left > 0) await write.call(this, bytes, offset, left);
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  };
}

const trail = createAuditTrail({
  sink: new FileAuditSink({ path }),
  principal,
  onFailure: 'warn',
  onWarning: ({ reason }) => process.stdout.write(`${JSON.stringify({ failed: reason })}\n`),
});
for (let group = 0; group < Number(groups); group++) {
  const record = { operation: 'test.tick', outcome: 'ok', counts: { group } } as const;
  await Promise.all([trail.record(record), trail.record(record), trail.record(record)]);
  process.stdout.write(`${JSON.stringify(trail.head() ?? null)}\n`);
}
await trail.close();
