import { dialogueId, entityKey } from '@colloquy/core';
import { Option, type Command } from 'commander';
import { writeText } from '../command/files.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { dot } from '../graph/dot.ts';
import { mermaid } from '../graph/mermaid.ts';
import { graphModel, type GraphModel } from '../graph/model.ts';
import { svg } from '../graph/svg.ts';
import { printable } from '../render/printable.ts';

interface Options {
  readonly format: 'mermaid' | 'dot' | 'svg';
  readonly output?: string;
  readonly force?: boolean;
}

export function graphCommand(parent: Command, run: Run): void {
  const command = parent
    .command('graph')
    .description('Draw the items of a dialogue and the references between them.')
    .argument('<dialogue>', 'its id')
    .addOption(new Option('--format <format>', 'how').choices(['mermaid', 'dot', 'svg']).default('mermaid'))
    .option('-o, --output <file>', 'a new file, for its owner only; default: standard output')
    .option('--force', 'replace the file');
  leaf<Options>(
    command,
    run,
    [
      'colloquy graph nvidia-analysis',
      'colloquy graph nvidia-analysis --format dot | dot -Tpng > nvidia.png',
      'colloquy graph nvidia-analysis --format svg --output nvidia.svg',
    ],
    async (context, options, ...parameters) => {
      const id = dialogueId(parameters[0] as string);
      await using colloquy = await context.open({ readOnly: true });
      const { n, state } = await colloquy.dialogues.load(id, { signal: context.signal });
      const model = graphModel(state, state.get(entityKey.dialogue())?.title ?? id);
      const { format, output, force } = options;
      const text = await drawn(model, format);
      if (output !== undefined) {
        await writeText(output, text, force);
        context.output.result({ dialogueId: id, n, format, output }, () => [
          `${id} as of n = ${n} is drawn in ${printable(output)}`,
        ]);
      } else if (context.output.format === 'text') context.output.raw(text);
      else context.output.result({ dialogueId: id, n, ...model, format, drawing: text }, () => []);
      return undefined;
    },
  );
}

async function drawn(model: GraphModel, format: Options['format']): Promise<string> {
  if (format === 'mermaid') return mermaid(model);
  return format === 'dot' ? dot(model) : svg(dot(model));
}
