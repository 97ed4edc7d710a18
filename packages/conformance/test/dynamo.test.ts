import { describe, test } from 'vitest';
import { conformance } from '../src/conformance.ts';
import { dynamoKit } from './kits/dynamo.ts';
import { settings } from './settings.ts';

conformance({ kit: dynamoKit(), runner: { describe, test }, ...settings });
