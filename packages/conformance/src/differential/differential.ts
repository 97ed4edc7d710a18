import type { AdapterKit } from '../kit/AdapterKit.ts';
import { checkMoves } from '../model/property.ts';
import { RealWorld } from '../model/World.ts';
import type { Runner } from '../suite/Runner.ts';
import { settingsOf, type SettingsOptions } from '../suite/settings.ts';
import { Verifier } from '../suite/Verifier.ts';
import { dumpOf } from './dump.ts';

export interface DifferentialOptions extends SettingsOptions {
  /** Two or more. `runs` counts series of up to 40 commands. */
  readonly kits: readonly AdapterKit[];
}

/**
 * Drives several backends through the same commands in lock step. After every step the dumps of what they store (head, log, records,
 * envelopes included) must be byte-identical, and every answer that of the plain model.
 *
 * @throws LawViolation with the shrunk commands, seed and path
 */
export async function runDifferential(options: DifferentialOptions): Promise<void> {
  const { kits } = options;
  const verifier = new Verifier('DIFFERENTIAL');
  verifier.check(kits.length >= 2, 'missing-prerequisite', { message: 'a comparison needs two kits' });
  await checkMoves({
    clause: 'DIFFERENTIAL',
    settings: settingsOf(options),
    reopen: kits.every((kit) => kit.capabilities.durable),
    open: async (use) => {
      const reals: RealWorld[] = [];
      try {
        for (const kit of kits) reals.push(await RealWorld.open(kit.name, await kit.create()));
        await use(reals);
      } finally {
        for (const real of reals) await real.fixture.close();
      }
    },
    afterMove: (reals) => async (_move, model) => {
      const [first, ...others] = reals;
      if (first === undefined) return;
      const expected = await dumpOf(first.fixture.probe, model.id);
      for (const other of others) {
        verifier.equal(
          await dumpOf(other.fixture.probe, model.id),
          expected,
          'dumps-differ',
          `${first.name} and ${other.name}`,
        );
      }
    },
    // The dumps were compared after the last step as after every other.
    atTheEnd: async () => undefined,
  });
}

/**
 * {@link runDifferential} as a test of a test runner.
 *
 * @example
 * differential({ kits: [memoryKit(), sqliteKit()], runner: { describe, test } });
 */
export function differential(
  options: DifferentialOptions & { readonly runner: Runner; readonly timeout?: number },
): void {
  const { runner, kits, timeout = 180_000 } = options;
  const names = kits.map((kit) => kit.name).join(' | ');
  runner.describe(`differential (seed ${settingsOf(options).seed})`, () => {
    runner.test(`DIFFERENTIAL ${names}`, () => runDifferential(options), timeout);
  });
}
