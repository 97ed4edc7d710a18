import { describe, test } from 'vitest';
import { dialogueConformance } from '../../src/dialogue/dialogueConformance.ts';
import { dynamoKit } from '../kits/dynamo.ts';
import { settings } from '../settings.ts';

dialogueConformance({ kit: dynamoKit(), runner: { describe, test }, ...settings });
