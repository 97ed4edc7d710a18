import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { auditCommands } from '../commands/audit.ts';
import { checkpointCommand } from '../commands/checkpoint.ts';
import { completionCommand } from '../commands/completion.ts';
import { doctorCommand } from '../commands/doctor.ts';
import { exportCommand } from '../commands/export.ts';
import { graphCommand } from '../commands/graph.ts';
import { importCommand } from '../commands/import.ts';
import { initCommand } from '../commands/init.ts';
import { keysCommands } from '../commands/keys.ts';
import { listCommand } from '../commands/list.ts';
import { migrateCommands } from '../commands/migrate/index.ts';
import { scoreboardCommand } from '../commands/scoreboard.ts';
import { setupCommand } from '../commands/setup.ts';
import { showCommand } from '../commands/show.ts';
import { verifyCommand } from '../commands/verify.ts';
import { exitCodeLines } from '../exit/exitCodes.ts';
import type { Run } from './leaf.ts';

/** The command line, as a tree: help and shell completion are made of it. */
export function createProgram(run: Run): Command {
  const program = new Command('colloquy')
    .description('Looks after encrypted deliberation records, on SQLite, PostgreSQL or DynamoDB.')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this text')
    .helpCommand(false)
    .exitOverride()
    // What is wrong is told by main, in one form for all errors.
    .configureOutput({ outputError: () => undefined })
    .addHelpText('after', programHelp());
  // Subcommands take over exitOverride and configureOutput when they are made.
  for (const add of [
    initCommand,
    importCommand,
    exportCommand,
    listCommand,
    showCommand,
    scoreboardCommand,
    graphCommand,
    verifyCommand,
    checkpointCommand,
    migrateCommands,
    keysCommands,
    auditCommands,
    doctorCommand,
    setupCommand,
    completionCommand,
  ]) {
    add(program, run);
  }
  return program;
}

function programHelp(): string {
  return `
Examples:
  colloquy init --sqlite dialogues.db --tenant acme
  colloquy import dialogue.json
  colloquy list
  colloquy verify

Data goes to standard output, everything else to standard error. Exit codes:
${exitCodeLines().join('\n')}
`;
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
