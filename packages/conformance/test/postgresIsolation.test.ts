import { describe, test } from 'vitest';
import { storeLaws } from '../src/laws/storeLaws.ts';
import { registerLaws } from '../src/suite/Runner.ts';
import { postgresKitOver, slowly } from './mutants/postgres/postgresKitOver.ts';
import { settings } from './settings.ts';

/*
 * The laws of what happens at once, on commits that are held for a moment so that they really meet, under every isolation that a
 * database or a role may be set to.
 */

const atOnce = ['PS-COMMIT-01', 'PS-COMMIT-10', 'PS-GET-02', 'PS-LOAD-03', 'PS-LARGE-01', 'PS-LARGE-04', 'PS-HEAD-03'];

for (const isolation of ['read committed', 'repeatable read', 'serializable']) {
  registerLaws({
    kit: postgresKitOver(`held commits, ${isolation}`, {
      sql: slowly,
      session: `default_transaction_isolation=${isolation.replace(' ', String.raw`\ `)}`,
    }),
    laws: storeLaws.filter(({ clause }) => atOnce.includes(clause)),
    runner: { describe, test },
    ...settings,
  });
}
