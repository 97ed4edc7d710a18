import { describe, test } from 'vitest';
import { dialogueConformance } from '../../src/dialogue/dialogueConformance.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { settings } from '../settings.ts';

for (const options of [{}, { pageSize: 3 }, { transactionLimit: 100 }]) {
  dialogueConformance({ kit: memoryKit(options), runner: { describe, test }, ...settings });
}
