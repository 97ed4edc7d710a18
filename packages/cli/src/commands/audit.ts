import { resolve } from 'node:path';
import { verifyAudit, type AuditHead } from '@colloquy/core';
import type { Command } from 'commander';
import { parseJson, readText } from '../command/files.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { UsageError } from '../command/UsageError.ts';
import { findingLines } from '../report/findings.ts';

export function auditCommands(parent: Command, run: Run): void {
  const group = parent.command('audit').description('The crypto audit: what was done with keys.').helpCommand(false);
  const command = group
    .command('verify')
    .description(
      'Follow the chain of a file of audit events. Prints its head, to be pinned elsewhere, and what was found.',
    )
    .argument('<file>', 'the file')
    .argument('[heads]', 'a file with one pinned head a line, kept out of reach of whoever writes the first');
  const examples = [
    'colloquy audit verify audit/crypto.jsonl',
    'colloquy audit verify audit/crypto.jsonl /mnt/elsewhere/heads',
  ];
  leaf(command, run, examples, async (context, _, ...parameters) => {
    const [file, heads] = parameters as readonly [string, string | undefined];
    // What is not a head is refused by verifyAudit.
    const pinned = heads === undefined ? [] : ((await headsIn(heads, context.signal)) as readonly AuditHead[]);
    const report = await verifyAudit(resolve(file), { pinned }).catch((error: unknown) => {
      if (error instanceof Error && 'syscall' in error)
        throw new UsageError(`${file} cannot be read: ${String((error as NodeJS.ErrnoException).code)}`, {
          cause: error,
        });
      throw error;
    });
    const { events, head, torn, unrecorded, findings, more } = report;
    context.output.result({ ok: findings.length === 0, ...report }, () => [
      `${events} events, ${torn} unfinished writes, ${unrecorded} events that were not confirmed`,
      ...(head === undefined ? [] : [JSON.stringify({ chain: head.chain, n: head.n, hash: head.hash })]),
    ]);
    if (findings.length > 0 && context.output.format === 'text') {
      const told = findings.map(({ kind, message }) => ({ kind, message }));
      context.output.warn([...findingLines(context.output.margin, told), ...(more > 0 ? [`  and ${more} more`] : [])]);
    }
    return findings.length === 0 ? 'done' : 'damage';
  });
}

async function headsIn(path: string, signal: AbortSignal): Promise<readonly unknown[]> {
  const lines = (await readText(path, signal)).split('\n').filter((line) => line !== '');
  return lines.map((line, at) => parseJson(line, `${path}, line ${at + 1},`));
}
