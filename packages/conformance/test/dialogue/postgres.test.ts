import { describe, test } from 'vitest';
import { dialogueConformance } from '../../src/dialogue/dialogueConformance.ts';
import { postgresKit } from '../kits/postgres.ts';
import { reported } from '../reported.ts';
import { settings } from '../settings.ts';

dialogueConformance({
  kit: postgresKit(),
  runner: { describe, test },
  ...settings,
  ...reported('postgres', 'dialogues', ['packages/store-postgres/src']),
});
