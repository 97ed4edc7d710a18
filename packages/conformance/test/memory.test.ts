import { describe, test } from 'vitest';
import { conformance } from '../src/conformance.ts';
import { memoryKit } from '../src/memory/memoryKit.ts';
import { settings } from './settings.ts';

for (const transactionLimit of [Infinity, 100, 25, 7, 4, 3]) {
  for (const pageSize of [Infinity, 3]) {
    conformance({ kit: memoryKit({ transactionLimit, pageSize }), runner: { describe, test }, ...settings });
  }
}

for (const transactionLimit of [Infinity, 7]) {
  conformance({ kit: memoryKit({ transactionLimit, disk: true }), runner: { describe, test }, ...settings });
}
