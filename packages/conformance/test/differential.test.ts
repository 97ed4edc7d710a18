import { describe, test } from 'vitest';
import { differential } from '../src/differential/differential.ts';
import { memoryKit } from '../src/memory/memoryKit.ts';
import { dynamoKit } from './kits/dynamo.ts';
import { postgresKit } from './kits/postgres.ts';
import { sqliteKit } from './kits/sqlite.ts';
import { runs, settings } from './settings.ts';

const runner = { describe, test };

differential({
  kits: [memoryKit(), memoryKit({ transactionLimit: 25, pageSize: 3 }), memoryKit({ transactionLimit: 3 })],
  runner,
  ...settings,
  runs: runs(60),
});

differential({
  kits: [memoryKit({ transactionLimit: 7, disk: true }), sqliteKit(), postgresKit(), dynamoKit()],
  runner,
  ...settings,
  runs: runs(25),
});
