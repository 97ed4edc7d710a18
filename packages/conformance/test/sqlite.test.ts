import { describe, test } from 'vitest';
import { conformance } from '../src/conformance.ts';
import { sqliteKit } from './kits/sqlite.ts';
import { reported } from './reported.ts';
import { settings } from './settings.ts';

conformance({
  kit: sqliteKit(),
  runner: { describe, test },
  ...settings,
  ...reported('sqlite', 'store', ['packages/store-sqlite/src']),
});
