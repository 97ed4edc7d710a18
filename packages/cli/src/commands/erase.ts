import { dialogueId } from '@colloquy/core';
import type { Command } from 'commander';
import { confirm } from '../command/confirm.ts';
import { probeLateFile, writeLateFile } from '../command/lateFile.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { UsageError } from '../command/UsageError.ts';
import { printable } from '../render/printable.ts';
import { safeJson } from '../render/safeJson.ts';
import { operationsOf } from './operationsOf.ts';

interface Options {
  readonly yes?: boolean;
  readonly copiesExpire?: string;
  readonly certificate?: string;
}

export function eraseCommand(group: Command, run: Run): void {
  const command = group
    .command('erase')
    .description('Erase a dialogue, for good: its keys first, then its records. Its log stays and verifies.')
    .argument('<dialogue>', 'its id')
    .option('--yes', 'do not ask')
    .option(
      '--copies-expire <date>',
      'YYYY-MM-DD: when the last backup or other copy will have expired; for the certificate',
    )
    .option('--certificate <file>', 'write the certificate there; default: standard output');
  leaf<Options>(
    command,
    run,
    ['colloquy keys erase nvidia-analysis --yes --copies-expire 2027-12-31 --certificate erased.json'],
    async (context, options, ...parameters) => {
      const id = dialogueId(parameters[0] as string);
      const { yes, copiesExpire, certificate: file } = options;
      const expiry = copiesExpire === undefined ? {} : { copiesExpireAt: day(copiesExpire) };
      const { output, signal } = context;
      await probeLateFile(file);
      await using colloquy = await context.open();
      await confirm(context, yes, `Dialogue ${id} will be erased.`, id);
      const { certificate } = await operationsOf(colloquy).erase(id, {
        ...expiry,
        signal,
        onProgress: ({ done, total }) =>
          output.progress({ event: 'progress', dialogueId: id, done, total }, `${done} of ${total}`),
      });
      const text = `${safeJson(certificate, 2)}\n`;
      const lost = await writeLateFile(output, file, text);
      output.result({ ...certificate }, () =>
        file === undefined || lost !== undefined
          ? [text.trimEnd()]
          : [`${id} is erased; certificate in ${printable(file)}`],
      );
      if (output.format === 'text')
        output.note(['Copies of the database and of the keys are not reached: the certificate says which.']);
      return lost;
    },
  );
}

function day(text: string): Date {
  const date = new Date(`${text}T00:00:00.000Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text))
    return date;
  throw new UsageError('--copies-expire is a day: YYYY-MM-DD. Nothing was done.');
}
