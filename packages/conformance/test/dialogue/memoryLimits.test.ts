import { describe, test } from 'vitest';
import { dialogueConformance } from '../../src/dialogue/dialogueConformance.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { settings } from '../settings.ts';

// Nearly every commit of these goes through redo chunks.
for (const options of [
  { transactionLimit: 7, pageSize: 3 },
  { transactionLimit: 3 },
  { transactionLimit: 3, pageSize: 3 },
]) {
  dialogueConformance({ kit: memoryKit(options), runner: { describe, test }, ...settings });
}
