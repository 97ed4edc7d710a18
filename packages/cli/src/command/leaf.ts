import type { Command } from 'commander';
import type { ExitName } from '../exit/exitCodes.ts';
import { contextOf, type CommonOptions, type Context } from './Context.ts';

/** What a command does. @returns how it ends; nothing for `done` */
export type Action<Options> = (
  context: Context,
  options: Options,
  ...parameters: readonly unknown[]
) => Promise<ExitName | undefined>;

/** What commands share: where they are told how they end, and when to stop. */
export interface Run {
  readonly signal: AbortSignal;
  ended(exit: ExitName): void;
}

/** Gives a command the options that every command has, its examples, and what it does. */
export function leaf<Options extends object>(
  command: Command,
  run: Run,
  examples: readonly string[],
  action: Action<Options>,
): Command {
  return command
    .option('--config <file>', 'the configuration (default: COLLOQUY_CONFIG, else colloquy.json in this folder)')
    .option('--json', 'one JSON document on standard output')
    .option('--ndjson', 'a line of JSON for each event and one for the result')
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .helpOption('-h, --help', 'print this text')
    .addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}\n`).join('')}`)
    .action(async (...given: readonly unknown[]) => {
      // Commander hands over the arguments, then the options, then the command.
      const options = given.at(-2) as Options & CommonOptions;
      run.ended((await action(contextOf(options, run.signal), options, ...given.slice(0, -2))) ?? 'done');
    });
}
