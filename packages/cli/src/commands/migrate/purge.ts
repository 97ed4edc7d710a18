import type { Purged, Scoped } from '@colloquy/core';
import type { Command } from 'commander';
import { confirm } from '../../command/confirm.ts';
import { leaf, type Run } from '../../command/leaf.ts';
import { counted } from '../../report/verification.ts';
import { eachDialogue, eachLines } from './eachDialogue.ts';
import { chosen, moverOf, openStores, withStores, type OpenedStores, type StoreOptions } from './stores.ts';

interface Options extends StoreOptions {
  readonly all?: boolean;
  readonly yes?: boolean;
}

export function purgeCommand(group: Command, run: Run): void {
  const command = withStores(
    group
      .command('purge')
      .description(
        'Remove the records that a dialogue left behind at --from, once --to was read whole. Head and log stay, so that nobody starts it anew.',
      )
      .argument('[dialogues...]', 'their ids')
      .option('--all', 'every dialogue that has moved'),
  ).option('--yes', 'do not ask');
  const examples = [
    'colloquy migrate purge nvidia-analysis --to archive.json --mover mover/mover.key --yes',
    'colloquy migrate purge --all --to archive.json --mover mover/mover.key --yes',
  ];
  leaf<Options>(command, run, examples, async (context, options, ...parameters) => {
    const { output, signal } = context;
    const stores = await openStores(context, options);
    await using _ = stores.between;
    const named = parameters[0] as readonly string[];
    const ids = await retired(stores, await chosen(stores, named, options.all, { signal }), options.all, signal);
    const from = stores.between.source.name;
    if (ids.length > 0) {
      const what = `The records of ${named.length === 0 ? counted(ids.length, 'dialogue') : named.join(', ')} in the store ${from} will be removed; verify the other store with its keys first.`;
      await confirm(context, options.yes, what, 'purge');
    }
    const mover = moverOf(stores);
    const results = await eachDialogue(context, ids, (id) => mover.purge(id, { signal }));
    const { done, refused, exit } = results;
    output.result({ purged: done, refused }, (layout) =>
      eachLines(layout, results, cells, `No retired copy is in the store ${from}.`),
    );
    const [first] = done;
    if (first !== undefined && output.format === 'text')
      output.note(['Not reached:', ...first.notReached.map((each) => `  ${each}`)]);
    return exit;
  });
}

/** Of all dialogues those that have moved away. */
async function retired(
  { between }: OpenedStores,
  ids: Awaited<ReturnType<typeof chosen>>,
  all: boolean | undefined,
  signal: AbortSignal,
): Promise<typeof ids> {
  if (all !== true) return ids;
  const found: (typeof ids)[number][] = [];
  for (const id of ids) {
    const { residence } = await between.source.backend.migration.residence(id, { signal });
    if (residence?.status === 'moved' || residence?.status === 'purging') found.push(id);
  }
  return found;
}

function cells({ dialogueId, removed, holder }: Scoped<Purged>): readonly string[] {
  const where = holder === undefined ? '' : `; it is in the store ${holder.name}, n = ${holder.n}`;
  return [dialogueId, 'purged', `${counted(removed, 'record')} removed${where}`];
}
