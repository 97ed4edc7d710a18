import { describe, test } from 'vitest';
import { dialogueConformance } from '../../src/dialogue/dialogueConformance.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { deep, settings } from '../settings.ts';

// Properties are tried in full in memory.test.ts.
const runs = Math.ceil(settings.runs / 4);

// Nearly every commit of these goes through redo chunks, and every list through several pages.
for (const options of [
  { transactionLimit: 7, pageSize: 3 },
  { transactionLimit: 3, pageSize: 3 },
  ...(deep ? [{ transactionLimit: 3 }] : []),
]) {
  dialogueConformance({ kit: memoryKit(options), runner: { describe, test }, ...settings, runs });
}
