import { describe, test } from 'vitest';
import { dialogueConformance } from '../../src/dialogue/dialogueConformance.ts';
import { sqliteKit } from '../kits/sqlite.ts';
import { settings } from '../settings.ts';

dialogueConformance({ kit: sqliteKit(), runner: { describe, test }, ...settings });
