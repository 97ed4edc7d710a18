import { describe, test } from 'vitest';
import { conformance } from '../src/conformance.ts';
import { memoryKit } from '../src/memory/memoryKit.ts';
import { settings } from './settings.ts';

// The capability is data, and each of its values is judged: here indexes that are always one question behind, and none at all.
for (const analytics of ['eventual', 'absent'] as const) {
  conformance({ kit: memoryKit({ transactionLimit: 7, analytics }), runner: { describe, test }, ...settings });
}
