import { describe, test } from 'vitest';
import { conformance } from '../src/conformance.ts';
import { postgresKit } from './kits/postgres.ts';
import { reported } from './reported.ts';
import { settings } from './settings.ts';

conformance({
  kit: postgresKit(),
  runner: { describe, test },
  ...settings,
  ...reported('postgres', 'store', ['packages/store-postgres/src']),
});
