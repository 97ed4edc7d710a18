import { describe, test } from 'vitest';
import { conformance } from '../src/conformance.ts';
import { dynamoKit } from './kits/dynamo.ts';
import { reported } from './reported.ts';
import { settings } from './settings.ts';

// The same steps are tried with more schedules in memory, where a request takes microseconds: memory.test.ts.
const runs = Math.ceil(settings.runs / 4);

conformance({
  kit: dynamoKit(),
  runner: { describe, test },
  ...settings,
  runs,
  ...reported('dynamo', 'store', ['packages/store-dynamo/src']),
});
