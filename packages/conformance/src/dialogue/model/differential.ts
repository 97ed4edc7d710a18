import type { DialogueId } from '@colloquy/core';
import { expectInTime, type Freshness } from '../../laws/analytics/support.ts';
import type { Runner } from '../../suite/Runner.ts';
import { settingsOf, type SettingsOptions } from '../../suite/settings.ts';
import { Verifier } from '../../suite/Verifier.ts';
import type { DialogueFixture, DialogueKit, DialogueLaw } from '../kit/DialogueFixture.ts';
import { sure } from '../support/errors.ts';
import { forAll } from '../support/property.ts';
import { dumpOf } from '../support/state.ts';
import { tellAll } from '../support/tellAll.ts';
import { arbitraryWork, type Administration } from './administration.ts';
import type { Command } from './commands.ts';
import { operationIdOf, places } from './places.ts';
import { Players } from './Players.ts';
import { resolve } from './resolve.ts';

const clause = 'DIFFERENTIAL';

/** A fixture in a lock-step run, and how its backend answers questions across dialogues. */
interface Entrant extends Freshness {
  readonly fixture: DialogueFixture;
}

/** The same commands on each fixture: equal answers and refusals, and after every step equal bytes and equal analytics. */
async function lockStep(
  t: Verifier,
  entrants: readonly Entrant[],
  commands: readonly (Command | Administration)[],
): Promise<void> {
  const all: Players[] = [];
  for (const { fixture } of entrants) all.push(await Players.of(fixture));
  const [first, ...others] = all;
  if (first === undefined) return;
  const models = places();
  for (const [at, command] of commands.entries()) {
    const { id, oracle } = sure(models[command.dialogue]);
    if ('work' in command) {
      const answer = await first.administer(id, command);
      const dump = await dumpOfAll(first.fixture, id);
      for (const [other, players] of others.entries()) {
        const message = `command ${at}, ${command.work}, on kit ${other + 2}`;
        t.equal(await players.administer(id, command), answer, 'other-answer', message);
        t.equal(await dumpOfAll(players.fixture, id), dump, 'dumps-differ', message);
      }
      await expectSameAnalytics(t, entrants, `command ${at}, ${command.work}`);
      continue;
    }
    const step = resolve(oracle.state, command);
    const operationId = operationIdOf(command);
    const expected = await first.play(command.store, id, step, operationId);
    // The model only says on which state the next command falls.
    oracle.apply(step, first.player(command.store).now, operationId);
    const dump = await dumpOf(first.fixture.probe, id);
    for (const [other, players] of others.entries()) {
      const message = `command ${at}, ${step.method}, on kit ${other + 2}`;
      t.equal(await players.play(command.store, id, step, operationId), expected, 'other-answer', message);
      t.equal(await dumpOf(players.fixture.probe, id), dump, 'dumps-differ', message);
    }
    await expectSameAnalytics(t, entrants, `command ${at}, ${step.method}`);
  }
}

/** Every backend that answers questions across dialogues tells what the first of those that are immediate tells. */
async function expectSameAnalytics(t: Verifier, entrants: readonly Entrant[], message: string): Promise<void> {
  const measure = entrants.find(({ analytics }) => analytics === 'immediate');
  const others = entrants.filter((each) => each !== measure && each.analytics !== undefined);
  if (measure === undefined || others.length === 0) return;
  const expected = await tellAll(measure.fixture.backend);
  for (const { fixture, ...freshness } of others) {
    await expectInTime(t, freshness, () => tellAll(fixture.backend), expected, 'analytics-differ', message);
  }
}

/** A dialogue, and what is recorded of the keys: header and vault. */
async function dumpOfAll({ probe, keys }: DialogueFixture, id: DialogueId): Promise<unknown> {
  const epochs = await keys.vault.epochs(keys.tenant);
  return { dialogue: await dumpOf(probe, id), header: await keys.header.read(), epochs };
}

export interface DialogueDifferentialOptions extends SettingsOptions {
  /** Two or more, with the same codec and keys. `runs` counts series of up to 36 commands. */
  readonly kits: readonly DialogueKit[];
}

/**
 * Drives dialogue stores and key operations over several backends through the same commands in lock step, with equal time and randomness. Every answer,
 * every code and fault, and after every step everything that is stored (head, log, records, envelopes, attributes) and every answer
 * across dialogues, page by page with its cursors, must be equal.
 *
 * @throws LawViolation with the shrunk commands, seed and path
 */
export async function runDialogueDifferential(options: DialogueDifferentialOptions): Promise<void> {
  const verifier = new Verifier(clause);
  verifier.check(options.kits.length >= 2, 'missing-prerequisite', { message: 'a comparison needs two kits' });
  await forAll({ clause, ...settingsOf(options) }, arbitraryWork(20), async (commands) => {
    const entrants: Entrant[] = [];
    try {
      for (const kit of options.kits) {
        const { analytics } = kit.capabilities;
        entrants.push({ fixture: await kit.create(), analytics, asks: options.asks });
      }
      await lockStep(verifier, entrants, commands);
    } finally {
      for (const { fixture } of entrants) await fixture.close();
    }
  });
}

/** {@link runDialogueDifferential} as a test of a test runner. */
export function dialogueDifferential(
  options: DialogueDifferentialOptions & { readonly runner: Runner; readonly timeout?: number },
): void {
  const { runner, kits, timeout = 60_000 } = options;
  runner.describe(`differential (seed ${settingsOf(options).seed})`, () => {
    runner.test(
      `${clause} ${kits.map(({ name }) => name).join(' | ')}`,
      () => runDialogueDifferential(options),
      timeout,
    );
  });
}

/** One backend against the in-memory one. */
export const dialogueDifferentialLaw: DialogueLaw = {
  clause,
  title:
    'any writes and key operations give the same answers and the same bytes as on the in-memory backend, step by step',
  run: (t) =>
    forAll(
      t,
      arbitraryWork(20),
      (commands) =>
        t.using(async (fixture) =>
          lockStep(
            t,
            [
              { fixture, analytics: t.capabilities.analytics, asks: t.asks },
              { fixture: await fixture.reference(), analytics: 'immediate' },
            ],
            commands,
          ),
        ),
      Math.ceil(t.runs / 4),
    ),
};
