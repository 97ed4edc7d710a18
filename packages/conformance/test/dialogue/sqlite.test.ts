import { describe, test } from 'vitest';
import { dialogueConformance } from '../../src/dialogue/dialogueConformance.ts';
import { sqliteKit } from '../kits/sqlite.ts';
import { reported } from '../reported.ts';
import { settings } from '../settings.ts';

dialogueConformance({
  kit: sqliteKit(),
  runner: { describe, test },
  ...settings,
  ...reported('sqlite', 'dialogues', ['packages/store-sqlite/src']),
});
