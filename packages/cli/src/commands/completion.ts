import { Argument, type Command } from 'commander';
import { leaf, type Run } from '../command/leaf.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { completionTree } from '../completion/tree.ts';
import { zshCompletion } from '../completion/zsh.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

export function completionCommand(parent: Command, run: Run): void {
  const command = parent
    .command('completion')
    .description('Print a script that completes commands, options and their values in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(shells)));
  leaf(
    command,
    run,
    [
      'source <(colloquy completion bash)',
      'colloquy completion zsh > "${fpath[1]}/_colloquy"',
      'colloquy completion fish | source',
    ],
    async (context, _, ...parameters) => {
      const shell = parameters[0] as keyof typeof shells;
      const script = shells[shell](completionTree(parent));
      if (context.output.format === 'text') context.output.raw(script);
      else context.output.result({ shell, script }, () => []);
      return undefined;
    },
  );
}
