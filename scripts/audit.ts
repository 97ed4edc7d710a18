import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isColloquyError, verifyAudit, type AuditHead } from '@colloquy/core';

// Verifies a file of audit events. Prints the head, to be pinned elsewhere, and what was found; never a line of the file.

const usage = `npm run audit -- verify FILE            follow the chain of FILE; prints its head as JSON
npm run audit -- verify FILE HEADS      also compare with HEADS, a file with one such head a line, kept out of reach of whoever writes FILE`;

// npm runs scripts in the root of the repository, whatever folder it was called in.
const pathOf = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

async function headsIn(path: string): Promise<readonly AuditHead[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  // What is not a head is refused by verifyAudit.
  return lines.map((line) => JSON.parse(line) as AuditHead);
}

async function verify(file: string, heads: string | undefined): Promise<void> {
  const pinned = heads === undefined ? [] : await headsIn(pathOf(heads));
  const { events, head, torn, unrecorded, findings, more } = await verifyAudit(pathOf(file), { pinned });
  console.log(`${events} events, ${torn} unfinished writes, ${unrecorded} events that were not confirmed`);
  if (head !== undefined) console.log(JSON.stringify({ chain: head.chain, n: head.n, hash: head.hash }));
  for (const { kind, message } of findings) console.error(`${kind}: ${message}`);
  if (more > 0) console.error(`and ${more} more`);
  if (findings.length > 0) process.exitCode = 1;
}

const [command, file, heads, ...rest] = process.argv.slice(2);
if (command !== 'verify' || file === undefined || rest.length > 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    await verify(file, heads);
  } catch (error) {
    const isFault =
      isColloquyError(error) || error instanceof SyntaxError || (error instanceof Error && 'syscall' in error);
    if (!isFault) throw error;
    console.error(isColloquyError(error) ? `${error.code}: ${error.message}` : error.message);
    process.exitCode = 2;
  }
}
