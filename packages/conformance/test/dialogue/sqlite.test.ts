import { describe, test } from 'vitest';
import { dialogueConformance } from '../../src/dialogue/dialogueConformance.ts';
import { sqliteKit } from '../kits/sqlite.ts';
import { settings } from '../settings.ts';
import { parts } from './support/parts.ts';

dialogueConformance({ kit: sqliteKit(), parts, runner: { describe, test }, ...settings });
