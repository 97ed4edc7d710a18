import { describe, test } from 'vitest';
import { dialogueKit } from '../../src/dialogue/kit/dialogueKit.ts';
import { dialogueDifferential } from '../../src/dialogue/model/differential.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { dynamoKit } from '../kits/dynamo.ts';
import { postgresKit } from '../kits/postgres.ts';
import { sqliteKit } from '../kits/sqlite.ts';
import { runs, settings } from '../settings.ts';

const adapters = [
  memoryKit(),
  memoryKit({ transactionLimit: 100, pageSize: 3 }),
  memoryKit({ transactionLimit: 7 }),
  memoryKit({ transactionLimit: 3, pageSize: 3 }),
  sqliteKit(),
  postgresKit(),
  dynamoKit(),
];

dialogueDifferential({
  kits: adapters.map((adapter) => dialogueKit(adapter)),
  runner: { describe, test },
  ...settings,
  runs: runs(12),
  // After each step one backend is asked a hundred questions across dialogues and more, of eight shards each.
  timeout: 180_000,
});
