import { describe, test } from 'vitest';
import { dialogueLaws } from '../../src/dialogue/dialogueLaws.ts';
import { dialogueKit } from '../../src/dialogue/kit/dialogueKit.ts';
import { memoryKit } from '../../src/memory/memoryKit.ts';
import { registerLaws } from '../../src/suite/Runner.ts';
import { parts } from './support/parts.ts';

registerLaws({ kit: dialogueKit(memoryKit(), parts), laws: dialogueLaws, runner: { describe, test } });
