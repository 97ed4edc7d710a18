import { describe, test } from 'vitest';
import { dialogueConformance } from '../../src/dialogue/dialogueConformance.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { deep, settings } from '../settings.ts';

// The properties are tried in full once; the other forms of the engine change how requests are cut, which every law sees.
const fewer = Math.ceil(settings.runs / 4);

dialogueConformance({ kit: memoryKit(), runner: { describe, test }, ...settings });
for (const options of [{ transactionLimit: 100 }, ...(deep ? [{ pageSize: 3 }] : [])]) {
  dialogueConformance({ kit: memoryKit(options), runner: { describe, test }, ...settings, runs: fewer });
}
