import { describe, test } from 'vitest';
import { conformance } from '../../src/conformance.ts';
import { processLaws } from '../../src/processes/laws/index.ts';
import { memoryProcessKit } from '../../src/processes/memoryProcessKit.ts';
import { registerLaws } from '../../src/suite/Runner.ts';
import { settings } from '../settings.ts';

const runner = { describe, test };

// The whole suite once; SQLite passes it in its own file. Then what other transaction limits change.
conformance({ kit: memoryProcessKit({ transactionLimit: 7, pageSize: 3 }), runner, ...settings });
for (const transactionLimit of [undefined, 3]) {
  const kit = memoryProcessKit(transactionLimit === undefined ? {} : { transactionLimit });
  registerLaws({ kit, laws: processLaws, runner, ...settings });
}
