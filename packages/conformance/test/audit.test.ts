import { describe, test } from 'vitest';
import { registerLaws } from '../src/suite/Runner.ts';
import { auditLaws } from './audit/laws/index.ts';
import { auditKit } from './audit/support/AuditFixture.ts';
import { runs, settings } from './settings.ts';

registerLaws({ kit: auditKit, laws: auditLaws, runner: { describe, test }, ...settings, runs: runs(100) });
