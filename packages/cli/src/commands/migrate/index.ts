import type { Command } from 'commander';
import type { Run } from '../../command/leaf.ts';
import { backCommand } from './back.ts';
import { cancelCommand } from './cancel.ts';
import { purgeCommand } from './purge.ts';
import { resumeCommand } from './resume.ts';
import { startCommand } from './start.ts';
import { statusCommand } from './status.ts';

/** `migrate`: dialogues move from one store to another, with a signing key and no other. */
export function migrateCommands(parent: Command, run: Run): void {
  const group = parent
    .command('migrate')
    .description(
      'Move dialogues to another store and back. What happens to a dialogue is what its log says, in both stores.',
    )
    .helpCommand(false);
  startCommand(group, run);
  statusCommand(group, run);
  resumeCommand(group, run);
  cancelCommand(group, run);
  backCommand(group, run);
  purgeCommand(group, run);
}
