import { decodeStoreHeader, placeOf, type Cancelled, type Scoped } from '@colloquy/core';
import type { Command } from 'commander';
import { confirm } from '../../command/confirm.ts';
import type { Context } from '../../command/Context.ts';
import { leaf, type Run } from '../../command/leaf.ts';
import { UsageError } from '../../command/UsageError.ts';
import type { ExitName } from '../../exit/exitCodes.ts';
import { eachDialogue, eachLines } from './eachDialogue.ts';
import { chosen, moverOf, openStores, withStores, type OpenedStores, type StoreOptions } from './stores.ts';
import { underWay } from './underWay.ts';
import { conclude, runOf } from './wholeRun.ts';

interface Options extends StoreOptions {
  readonly all?: boolean;
  readonly move?: string;
  readonly abandon?: boolean;
  readonly acceptRollback?: boolean;
  readonly yes?: boolean;
}

export function cancelCommand(group: Command, run: Run): void {
  const command = withStores(
    group
      .command('cancel')
      .description('End moves before their targets take writes: the dialogues go on where they were.')
      .argument('[dialogues...]', 'their ids')
      .option(
        '--all',
        'every dialogue whose move is under way; of a whole store: new ones are made at its source again',
      ),
  )
    .option('--move <id>', 'the move of the one named dialogue; default: the one that the stores name')
    .option('--abandon', 'the target is gone for good and is not asked; --to may be left out')
    .option('--accept-rollback', 'with --abandon: give up what was written at the target')
    .option('--yes', 'do not ask');
  const examples = [
    'colloquy migrate cancel nvidia-analysis --to archive.json --mover mover/mover.key',
    'colloquy migrate cancel --all --to archive.json --mover mover/mover.key',
    'colloquy migrate cancel nvidia-analysis --abandon --mover mover/mover.key --yes',
  ];
  leaf<Options>(command, run, examples, async (context, options, ...parameters) => {
    const { output, signal } = context;
    const { all, move, abandon = false, acceptRollback = false, yes } = options;
    const named = parameters[0] as readonly string[];
    if (acceptRollback && !abandon) throw new UsageError('--accept-rollback is for --abandon.');
    if (move !== undefined && named.length !== 1) throw new UsageError('--move is of one dialogue: name that one.');
    if (abandon && all === true) throw new UsageError('--abandon is for dialogues that are named.');
    const stores = await openStores(context, options, { alone: abandon });
    await using _ = stores.between;
    if (abandon) await confirmAbandoning(context, named, acceptRollback, yes);
    if (all === true && (await isWhole(stores, signal))) return cancelWhole(context, stores);
    const mover = moverOf(stores);
    const ids = await idsOf(stores, named, all, signal);
    const how = { signal, abandon, acceptRollback, ...(move === undefined ? {} : { moveId: move }) };
    const results = await eachDialogue(context, ids, (id) => mover.cancel(id, how));
    const { done, refused, exit } = results;
    output.result({ cancelled: done, refused }, (layout) => eachLines(layout, results, cells, 'No move is under way.'));
    return exit;
  });
}

/** True where the source was told that the target takes its place. */
async function isWhole({ between: { source, target } }: OpenedStores, signal: AbortSignal): Promise<boolean> {
  const here = await source.header.read({ signal });
  const there = await target?.header.read({ signal });
  if (here === undefined || there === undefined) return false;
  return decodeStoreHeader(here).successor?.[0] === placeOf(decodeStoreHeader(there));
}

/** New dialogues are made at the source again, and what is in transit goes back. */
async function cancelWhole(context: Context, stores: OpenedStores): Promise<ExitName> {
  await using moving = runOf(context, stores);
  return conclude(context, await moving.mover.cancel({ signal: context.signal }), undefined);
}

async function idsOf(
  stores: OpenedStores,
  named: readonly string[],
  all: boolean | undefined,
  signal: AbortSignal,
): ReturnType<typeof chosen> {
  const ids = await chosen(stores, named, all, { signal });
  return all === true ? underWay(moverOf(stores), ids, { signal }) : ids;
}

async function confirmAbandoning(
  context: Context,
  named: readonly string[],
  acceptRollback: boolean,
  yes: boolean | undefined,
): Promise<void> {
  const lost = acceptRollback ? 'What was written at the target is given up.' : 'The target is never asked again.';
  await confirm(context, yes, `The moves of ${named.join(', ')} will be abandoned. ${lost}`, 'abandon');
}

function cells({ dialogueId, moveId, n, abandoned }: Scoped<Cancelled>): readonly string[] {
  const what = n === undefined ? 'it had not left' : `goes on at its source; n = ${n}`;
  return [dialogueId, abandoned ? 'abandoned' : 'cancelled', moveId, what];
}
