import { describe, test } from 'vitest';
import { dialogueKit } from '../../src/dialogue/kit/dialogueKit.ts';
import { dialogueLaws } from '../../src/dialogue/dialogueLaws.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { registerLaws } from '../../src/suite/Runner.ts';
import { settings } from '../settings.ts';

const laws = dialogueLaws.filter(({ clause }) => clause.startsWith('AS-') || clause === 'DIFFERENTIAL');

// Indexes that are always one question behind, and none at all.
for (const analytics of ['eventual', 'absent'] as const) {
  const kit = dialogueKit(memoryKit({ transactionLimit: 7, analytics }));
  registerLaws({ kit, laws, runner: { describe, test }, ...settings });
}
