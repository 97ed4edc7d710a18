import { describe, test } from 'vitest';
import { memoryProcessKit } from '../../src/processes/memoryProcessKit.ts';
import { processLaws } from '../../src/processes/laws/index.ts';
import { registerLaws } from '../../src/suite/Runner.ts';
import { settings } from '../settings.ts';
import { sqliteProcessKit } from './support/sqliteProcessKit.ts';

const kits = [
  memoryProcessKit(),
  memoryProcessKit({ transactionLimit: 7, pageSize: 3 }),
  memoryProcessKit({ transactionLimit: 3 }),
  sqliteProcessKit(),
];

for (const kit of kits) registerLaws({ kit, laws: processLaws, runner: { describe, test }, ...settings });
