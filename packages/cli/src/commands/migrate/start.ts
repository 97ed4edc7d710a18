import { dialogueId, type NoteEvidence } from '@colloquy/core';
import type { Command } from 'commander';
import { confirm } from '../../command/confirm.ts';
import type { Context } from '../../command/Context.ts';
import { probeLateFile } from '../../command/lateFile.ts';
import { leaf, type Run } from '../../command/leaf.ts';
import { UsageError } from '../../command/UsageError.ts';
import { evidenceOf } from '../evidence.ts';
import { openStores, withStores, type OpenedStores, type StoreOptions } from './stores.ts';
import { conclude, runOf, withRun, type RunOptions } from './wholeRun.ts';

interface Options extends StoreOptions, RunOptions {
  readonly all?: boolean;
  readonly note?: string;
  readonly key?: readonly string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

export function startCommand(group: Command, run: Run): void {
  const command = withRun(
    withStores(
      group
        .command('start')
        .description(
          'Move dialogues to another store. Each takes no writes for the length of its own move, and then takes them there. Started again, it goes on.',
        )
        .argument('[dialogues...]', 'their ids')
        .option('--all', 'every dialogue; new ones are made in the other store from then on'),
    ),
  )
    .option('--note <file>', 'a signed note that the log of the one named dialogue must be the one of')
    .option('--key <key>', 'the verifier key of the note, or a file that holds it; may be repeated', collect)
    .option('--dry-run', 'say what would happen, and write nothing anywhere; needs no --mover')
    .option('--yes', 'do not ask');
  const examples = [
    'colloquy migrate start nvidia-analysis --to archive.json --mover mover/mover.key',
    'colloquy migrate start --all --to archive.json --dry-run',
    'colloquy migrate start --all --to archive.json --mover mover/mover.key --journal move.ndjson --report move.json --yes',
  ];
  leaf<Options>(command, run, examples, async (context, options, ...parameters) => {
    const { signal } = context;
    const { dryRun = false, all, report: file } = options;
    const named = (parameters[0] as readonly string[]).map((name) => dialogueId(name));
    if ((named.length === 0) === (all !== true)) throw new UsageError('Name dialogues, or give --all.');
    const evidence = await noteOf(options, named.length === 1, signal);
    await probeLateFile(file);
    const stores = await openStores(context, options, { looks: dryRun });
    await using _ = stores.between;
    if (all === true && !dryRun) await confirmWhole(context, stores, options.yes);
    await using moving = runOf(context, stores, options, evidence);
    const report = await moving.mover.migrateStore({ signal, dryRun, ...(all === true ? {} : { only: named }) });
    const exit = await conclude(context, report, file);
    if (report.totals.moved > 0 && context.output.format === 'text') {
      context.output.note([`Configure ${options.to ?? ''} where these dialogues are written to.`]);
    }
    return exit;
  });
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

async function noteOf({ note, key }: Options, single: boolean, signal: AbortSignal): Promise<NoteEvidence | undefined> {
  if (note === undefined) {
    if (key !== undefined) throw new UsageError('--key is for --note.');
    return undefined;
  }
  const evidence = await evidenceOf({ note, ...(key === undefined ? {} : { key }) }, single, signal);
  return evidence(dialogueId('note'));
}

/** It can be taken back; yet whoever writes to the store is refused from then on. */
export async function confirmWhole(
  context: Context,
  { between: { source, target } }: OpenedStores,
  yes: boolean | undefined,
): Promise<void> {
  const what = `Every dialogue of the store ${source.name} moves to the store ${target?.name ?? ''}, one after the other, and takes writes only there.`;
  await confirm(context, yes, what, target?.name ?? 'move', '`migrate back` returns them, and that is another move');
}
