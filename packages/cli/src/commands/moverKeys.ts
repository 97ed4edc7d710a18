import { chmod, stat } from 'node:fs/promises';
import { createMoverKey } from '@colloquy/core';
import type { Command } from 'commander';
import { parseJson, readText, writeText } from '../command/files.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { UsageError } from '../command/UsageError.ts';
import { facts } from '../render/blocks.ts';
import { printable } from '../render/printable.ts';
import { safeJson } from '../render/safeJson.ts';
import { pinnedKey } from './evidence.ts';

interface CreateOptions {
  readonly name: string;
}

/** `keys create-mover` and `keys pin-mover`: who may move dialogues. The key opens nothing. */
export function moverKeyCommands(group: Command, run: Run): void {
  const create = group
    .command('create-mover')
    .description(
      'Make the key that signs moves, in a file for its owner only. It opens no record. A key that is there stays.',
    )
    .argument('<file>', 'in a directory of its own, apart from the keys of any store')
    .requiredOption('--name <name>', 'whose key it is, such as example.org/mover; it never changes');
  leaf<CreateOptions>(
    create,
    run,
    ['colloquy keys create-mover mover/mover.key --name example.org/mover'],
    async ({ output }, { name }, ...parameters) => {
      const file = parameters[0] as string;
      const { verifier } = await createMoverKey(file, { name });
      output.result({ file, verifier: String(verifier) }, (layout) =>
        facts(layout, [
          ['mover key', `in place, in ${file}`],
          ['to pin', String(verifier)],
        ]),
      );
      return undefined;
    },
  );
  const pin = group
    .command('pin-mover')
    .description(
      'Let a store believe this mover: add its public key to the configuration file. Without it nobody reads there what it moved.',
    )
    .argument('<key>', 'the verifier key that `create-mover` prints, or a file that holds it');
  leaf(pin, run, ['colloquy keys pin-mover KEY --config archive.json'], async (context, _, ...parameters) => {
    const key = String(await pinnedKey(parameters[0] as string));
    const { file, movers, origins } = context.configuration();
    if (file === undefined)
      throw new UsageError('There is no configuration file: name one with --config, or set COLLOQUY_MOVERS.');
    const origin = origins.get('movers');
    if (origin !== file && origin !== 'default') {
      throw new UsageError(
        `The pinned keys come from ${String(origin)}, which goes over the file: add it there. Nothing was written.`,
      );
    }
    const pinned = movers.includes(key) ? movers : [...movers, key];
    if (pinned !== movers) {
      const { mode } = await stat(file);
      const content = parseJson(await readText(file, context.signal), file) as object;
      await writeText(file, `${safeJson({ ...content, movers: pinned }, 2)}\n`, true);
      await chmod(file, mode & 0o777);
      // What it has come to: two keys of one key id are refused.
      context.configuration();
    }
    context.output.result({ configuration: file, movers: pinned }, () => [
      `${printable(file)} ${pinned === movers ? 'had it pinned already' : 'has it pinned now'}`,
    ]);
    return undefined;
  });
}
