import { Command, CommanderError, Option } from 'commander';
import { formatNames } from '../formats/index.ts';
import { configurationFile } from '../read/configuration.ts';
import { Unreadable } from '../read/Unreadable.ts';
import { check } from './check.ts';
import { exitCodes, type ExitCode } from './exitCodes.ts';
import { explain } from './explain.ts';
import { newAdr } from './newAdr.ts';
import { report } from './report.ts';
import { unreadable } from './unreadable.ts';
import { version } from '../version.ts';
import { UsageError, type Terminal } from './Terminal.ts';

/** The command `colloquy-gate`. Answers with the exit code; never throws for what a person or a project does. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = exitCodes.passed;
  const program = commandLine(terminal, async (action) => {
    code = await action();
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what is wrong; help and version end this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : exitCodes.usage;
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\nTry colloquy-gate --help.\n`);
      return exitCodes.usage;
    }
    if (error instanceof Unreadable) return unreadable(error, terminal);
    throw error;
  }
}

function commandLine(terminal: Terminal, run: (action: () => ExitCode | Promise<ExitCode>) => Promise<void>): Command {
  const program = new Command('colloquy-gate')
    .description('Refuses a trait method without a decision, a bound and a proof.')
    .version(version(), '--version', 'print the version')
    .helpOption('--help', 'print this text')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('Try colloquy-gate --help.')
    .addHelpText('after', exitCodeHelp);
  const place = (command: Command): Command =>
    command
      .helpOption('--help', 'print this text')
      .option('--root <folder>', 'the project', '.')
      .option('--config <file>', 'the configuration, inside the project', configurationFile);

  place(program.command('check'))
    .description('Judge the project as it lies there, against a base.')
    .option('--against <ref>', 'a branch, tag or commit: what is new or changed is told by it')
    .addOption(
      new Option(
        '--format <format[=file]>',
        `what to write: ${formatNames.join(', ')}; to a file, or to standard output`,
      ).argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]),
    )
    .option('--today <date>', 'YYYY-MM-DD: exceptions expire by it (default: the present day, UTC)')
    .addHelpText('after', checkHelp)
    .action((options: Parameters<typeof check>[0]) => run(() => check(options, terminal)));

  place(program.command('report'))
    .description('Write the trait report anew.')
    .option('--print', 'to standard output instead of its file')
    .addHelpText('after', '\nExample:\n  colloquy-gate report && git add docs/traits.md\n')
    .action((options: Parameters<typeof report>[0]) => run(() => report(options, terminal)));

  place(program.command('new-adr'))
    .description('Begin a record for a new or changed method, with the questions that a reviewer will ask.')
    .requiredOption(
      '--method <Trait.method>',
      'what it admits; may be repeated',
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .requiredOption('--title <title>', 'the decision, as a sentence')
    .addHelpText(
      'after',
      "\nExample:\n  colloquy-gate new-adr --method DialogueStore.pin --title 'Dialogues can be pinned'\n",
    )
    .action((options: Parameters<typeof newAdr>[0]) => run(() => newAdr(options, terminal)));

  program
    .command('explain')
    .description('Say what a rule demands, why, and what to do; without a rule, list all of them.')
    .argument('[rule]', 'for example SCOPE-01')
    .helpOption('--help', 'print this text')
    .action((rule: string | undefined) => run(() => explain(rule, terminal)));
  return program;
}

const exitCodeHelp = `
Exit codes:
  0  nothing is refused
  1  something is refused
  2  the call is wrong, or Node is too old
  3  the gate cannot judge: something is missing or cannot be read
`;

const checkHelp = `
Examples:
  colloquy-gate check --against origin/main
  colloquy-gate check --against HEAD^ --format text --format sarif=gate.sarif
  colloquy-gate check --against origin/main --format github --format summary="$GITHUB_STEP_SUMMARY"
`;
