import { dialogueId, exportDocument } from '@colloquy/core';
import type { Command } from 'commander';
import { writeText } from '../command/files.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { printable } from '../render/printable.ts';
import { safeJson } from '../render/safeJson.ts';

interface Options {
  readonly output?: string;
  readonly force?: boolean;
}

export function exportCommand(parent: Command, run: Run): void {
  const command = parent
    .command('export')
    .description('Write a dialogue as its JSON document, in the clear: what `import` reads.')
    .argument('<dialogue>', 'its id')
    .option('-o, --output <file>', 'a new file, for its owner only; default: standard output')
    .option('--force', 'replace the file');
  leaf<Options>(
    command,
    run,
    ['colloquy export nvidia-analysis > nvidia.json', 'colloquy export nvidia-analysis --output nvidia.json'],
    async (context, options, ...parameters) => {
      const id = dialogueId(parameters[0] as string);
      await using colloquy = await context.open({ readOnly: true });
      const { n, state } = await colloquy.dialogues.load(id, { signal: context.signal });
      const text = `${safeJson(exportDocument(state, { id }), context.output.format === 'ndjson' ? 0 : 2)}\n`;
      const { output, force } = options;
      if (output === undefined) {
        context.output.raw(text);
        return undefined;
      }
      await writeText(output, text, force);
      context.output.result({ dialogueId: id, n, output }, () => [
        `${id} as of n = ${n} is in ${printable(output)}, in the clear`,
      ]);
      return undefined;
    },
  );
}
