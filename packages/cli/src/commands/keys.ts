import {
  isColloquyError,
  rewrapSigningKeys,
  type DialogueId,
  type KeyOperations,
  type KeyOperationsOptions,
} from '@colloquy/core';
import { openColloquy, type Colloquy } from '@colloquy/factory';
import type { Command } from 'commander';
import { confirm } from '../command/confirm.ts';
import type { Context } from '../command/Context.ts';
import { probeLateFile, writeLateFile } from '../command/lateFile.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { columns, table } from '../render/blocks.ts';
import { printable } from '../render/printable.ts';
import { safeJson } from '../render/safeJson.ts';
import { keyFileCommands } from './keyFiles.ts';
import { eraseCommand } from './erase.ts';
import { operationsOf } from './operationsOf.ts';
import { wholeNumber } from './list.ts';
import { moverKeyCommands } from './moverKeys.ts';
import { targets } from './targets.ts';

interface Options {
  readonly all?: boolean;
}

export function keysCommands(parent: Command, run: Run): void {
  const group = parent.command('keys').description('The keys of a store, over the years.').helpCommand(false);
  keyFileCommands(group, run);
  each(
    group,
    run,
    'rotate',
    'A new data key for what is written to a dialogue from now on.',
    async (operations, id, { signal }) => {
      const { n, keyVersion } = await operations.rotateDataKey(id, { signal });
      return { n, keyVersion };
    },
  );
  each(
    group,
    run,
    'reseal',
    'Seal the old records of a dialogue under its newest data key. What is interrupted goes on when it is called again.',
    async (operations, id, { output, signal }) => {
      const { n, records, commits, retired } = await operations.reseal(id, {
        signal,
        onProgress: ({ done, total }) =>
          output.progress({ event: 'progress', dialogueId: id, done, total }, `${id}: ${done} of ${total}`),
      });
      return { n, records, commits, retired };
    },
  );
  each(
    group,
    run,
    'rewrap',
    'Wrap the data keys of a dialogue under the newest key-encryption key; with --all those of signing keys too.',
    async (operations, id, { signal }) => {
      const { n, epoch, keys } = await operations.rewrap(id, { signal });
      return { n, epoch, keys };
    },
    async ({ backend, keyring, audit }, { signal }) => {
      const parts = { header: backend.header, keyring, ...(audit === undefined ? {} : { audit }) };
      return { signingKeys: await rewrapSigningKeys(parts, { signal }) };
    },
  );
  addEpochCommand(group, run);
  destroyEpochCommand(group, run);
  eraseCommand(group, run);
  moverKeyCommands(group, run);
}

type Figures = Readonly<Record<string, number | readonly number[]>>;

/** A command that does the same to each dialogue that is named, or to all. */
function each(
  group: Command,
  run: Run,
  name: string,
  description: string,
  act: (operations: KeyOperations, id: DialogueId, context: Context) => Promise<Figures>,
  afterAll?: (colloquy: Colloquy, context: Context) => Promise<Figures>,
): void {
  const command = group
    .command(name)
    .description(description)
    .argument('[dialogues...]', 'their ids')
    .option('--all', 'every dialogue that was not erased and has not moved away');
  leaf<Options>(
    command,
    run,
    [`colloquy keys ${name} nvidia-analysis`, `colloquy keys ${name} --all --ndjson`],
    async (context, { all }, ...parameters) => {
      const { output, signal } = context;
      await using colloquy = await context.open();
      const operations = operationsOf(colloquy);
      const ids = await targets(colloquy.backend, parameters[0] as readonly string[], all, signal);
      const done: { readonly dialogueId: DialogueId; readonly figures: Figures }[] = [];
      const moved: DialogueId[] = [];
      for (const id of ids) {
        // Of all dialogues those that were erased have nothing that could be sealed; their wraps can be rewrapped. Those that have
        // left are looked after in the store where they are.
        const figures = await act(operations, id, context).catch((error: unknown) => skipped(error, all));
        if (figures === 'moved') moved.push(id);
        else if (figures !== undefined) done.push({ dialogueId: id, figures });
        output.progress(
          { event: 'progress', dialogueId: id, done: done.length, total: ids.length },
          `${done.length} of ${ids.length}`,
        );
      }
      const more = all === true ? ((await afterAll?.(colloquy, context)) ?? {}) : {};
      const left = moved.length === 0 ? {} : { moved };
      if (moved.length > 0 && output.format === 'text') {
        output.note([`${moved.length} of ${ids.length} were left alone: they are in other stores, as \`list\` says.`]);
      }
      output.result(
        { dialogues: done.map(({ dialogueId, figures }) => ({ dialogueId, ...figures })), ...left, ...more },
        (layout) => {
          const [first] = done;
          const titles = ['id', ...Object.keys(first?.figures ?? {})];
          const rows = done.map(({ dialogueId, figures }) => [dialogueId, ...Object.values(figures).map(shown)]);
          const rest = Object.entries(more).map(([what, value]) => [what, String(value)]);
          return [
            ...table(layout, titles, rows, { indent: 0 }),
            ...(rest.length === 0 ? [] : columns(layout, rest, { indent: 0 }).flat()),
          ];
        },
      );
      return undefined;
    },
  );
}

function shown(value: Figures[string]): string {
  return typeof value === 'number' ? String(value) : value.join(', ');
}

function skipped(error: unknown, all: boolean | undefined): 'moved' | undefined {
  if (all === true && isColloquyError(error, 'key_erased')) return undefined;
  if (all === true && isColloquyError(error, 'dialogue_moved')) return 'moved';
  throw error;
}

function addEpochCommand(group: Command, run: Run): void {
  const command = group
    .command('add-epoch')
    .description('A new key-encryption key, for what is wrapped from now on. Then rewrap, and destroy the old one.');
  leaf(command, run, ['colloquy keys add-epoch && colloquy keys rewrap --all'], async (context) => {
    await using colloquy = await context.open();
    const made = await operationsOf(colloquy).addEpoch({ signal: context.signal });
    context.output.result(made, () => [`epoch ${made.epoch}, kekId ${made.kekId}`]);
    return undefined;
  });
}

function collected(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

interface DestroyOptions {
  readonly peer?: readonly string[];
  readonly gone?: readonly string[];
  readonly yes?: boolean;
  readonly certificate?: string;
}

function destroyEpochCommand(group: Command, run: Run): void {
  const command = group
    .command('destroy-epoch')
    .description(
      'Destroy a key-encryption key that nothing is under any more, here and where dialogues moved to or from. Another store over the same keys is looked through only when --peer names it.',
    )
    .argument('<epoch>', 'its number', wholeNumber)
    .option(
      '--peer <file>',
      'the configuration of another store over these keys, which is looked through too; may be repeated',
      collected,
    )
    .option('--gone <place>', 'the place of such a store that exists no more; may be repeated', collected)
    .option('--yes', 'do not ask')
    .option('--certificate <file>', 'write the certificate there; default: standard output');
  leaf<DestroyOptions>(
    command,
    run,
    [
      'colloquy keys destroy-epoch 1 --yes --certificate epoch-1.json',
      'colloquy keys destroy-epoch 1 --peer archive.json --yes',
    ],
    async (context, { yes, certificate: file, peer = [], gone = [] }, ...parameters) => {
      const epoch = parameters[0] as number;
      await probeLateFile(file);
      await using colloquy = await context.open();
      await confirm(
        context,
        yes,
        `Epoch ${epoch} will be destroyed, and with it all that is only wrapped under it: in backups, and in stores over the same keys that --peer does not name.`,
        String(epoch),
      );
      const { signal } = context;
      const opened: Colloquy[] = [];
      const destroy = async (): ReturnType<KeyOperations['destroyEpoch']> => {
        for (const named of peer) opened.push(await openColloquy({ file: named, variables: false, signal }));
        const peers = opened.map(({ options, keys }): KeyOperationsOptions => ({ ...options, keys }));
        return operationsOf(colloquy).destroyEpoch(epoch, { peers, gone, signal });
      };
      const certificate = await (async () => {
        try {
          return await destroy();
        } finally {
          for (const store of opened) await store.close();
        }
      })();
      const text = `${safeJson(certificate, 2)}\n`;
      const lost = await writeLateFile(context.output, file, text);
      context.output.result(certificate, () =>
        file === undefined || lost !== undefined
          ? [text.trimEnd()]
          : [`epoch ${epoch} is destroyed; certificate in ${printable(file)}`],
      );
      return lost;
    },
  );
}
