import { dialogueId } from '@colloquy/core';
import type { Command } from 'commander';
import { confirm } from '../../command/confirm.ts';
import { probeLateFile } from '../../command/lateFile.ts';
import { leaf, type Run } from '../../command/leaf.ts';
import { UsageError } from '../../command/UsageError.ts';
import { openStores, withStores, type StoreOptions } from './stores.ts';
import { conclude, runOf, withRun, type RunOptions } from './wholeRun.ts';

interface Options extends StoreOptions, RunOptions {
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function backCommand(group: Command, run: Run): void {
  const command = withRun(
    withStores(
      group
        .command('back')
        .description('Move dialogues back, from --to to --from, with what was written since: called as `start` was.')
        .argument('[dialogues...]', 'their ids')
        .option('--all', 'every dialogue of --to, also those that never were at --from'),
    ),
  )
    .option('--dry-run', 'say what would happen, and write nothing anywhere; needs no --mover')
    .option('--yes', 'do not ask');
  const examples = [
    'colloquy migrate back nvidia-analysis --to archive.json --mover mover/mover.key',
    'colloquy migrate back --all --to archive.json --mover mover/mover.key --yes',
  ];
  leaf<Options>(command, run, examples, async (context, options, ...parameters) => {
    const { signal } = context;
    const { dryRun = false, all, report: file } = options;
    const named = (parameters[0] as readonly string[]).map((name) => dialogueId(name));
    if ((named.length === 0) === (all !== true)) throw new UsageError('Name dialogues, or give --all.');
    await probeLateFile(file);
    const stores = await openStores(context, options, { looks: dryRun });
    await using _ = stores.between;
    const { source, target } = stores.between;
    if (all === true && !dryRun) {
      const what = `Every dialogue of the store ${target?.name ?? ''} moves to the store ${source.name}, and takes writes only there.`;
      await confirm(context, options.yes, what, source.name, '`migrate start` is the way there again');
    }
    await using moving = runOf(context, stores, options);
    const report = await moving.mover.back({ signal, dryRun, ...(all === true ? {} : { only: named }) });
    return conclude(context, report, file);
  });
}
