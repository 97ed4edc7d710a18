import { dialogueId, itemTypes, type DialogueId, type Item } from '@colloquy/core';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { arbitraryCommands, type Command } from '../model/commands.ts';
import { Oracle } from '../model/Oracle.ts';
import { Players } from '../model/Players.ts';
import { resolve } from '../model/resolve.ts';
import { sure } from '../support/errors.ts';
import { forAll } from '../support/property.ts';
import { dumpOf, expectSameState, expectSound } from '../support/state.ts';

const ids = ['model', 'model-2'].map(dialogueId);

interface Place {
  readonly id: DialogueId;
  readonly oracle: Oracle;
}

function places(): readonly Place[] {
  return ids.map((id) => ({ id, oracle: new Oracle() }));
}

function operationIdOf({ operation }: Command): string | undefined {
  return operation === undefined ? undefined : `op-${operation}`;
}

/** What a reader sees is what the model has. */
async function expectRead(t: DialogueContext, players: Players, at: number, { id, oracle }: Place): Promise<void> {
  const { store } = players.player(at);
  if (oracle.n === 0) return;
  const loaded = await store.load(id);
  t.equal(loaded.n, oracle.n, 'other-head', 'load');
  expectSameState(t, loaded.state, oracle.state, 'other-state', 'load');
  const handle = await players.handle(id);
  const refreshed = await handle.refresh();
  t.equal([refreshed.n, refreshed.logHead], [loaded.n, loaded.logHead], 'other-head', 'refresh');
  expectSameState(t, refreshed.state, oracle.state, 'other-state', 'refresh');
  const items = itemTypes.flatMap((type): readonly Item[] => oracle.state.list(type));
  const item = items[at % Math.max(1, items.length)];
  if (item !== undefined) t.equal((await store.item(id, item.id))?.value, item, 'other-entity', item.id);
  t.equal((await store.get(id))?.value, oracle.state.list('dialogue')[0], 'other-entity', 'the root');
}

async function expectEnd(t: DialogueContext, players: Players, { id, oracle }: Place): Promise<void> {
  if (oracle.n === 0) return;
  const { store } = players.player(2);
  const { entries } = await store.history(id, 1, 1000);
  t.equal(entries.map(({ kind }) => kind), oracle.kinds, 'other-history');
  await expectSound(t, players.fixture.store(), id, 'not-sound');
}

async function follow(t: DialogueContext, fixture: DialogueFixture, commands: readonly Command[]): Promise<void> {
  const players = await Players.of(fixture);
  const all = places();
  for (const [at, command] of commands.entries()) {
    const place = sure(all[command.dialogue]);
    const step = resolve(place.oracle.state, command);
    const actual = await players.play(command.store, place.id, step, operationIdOf(command));
    const { now } = players.player(command.store);
    const expected = place.oracle.apply(step, now, operationIdOf(command));
    t.equal(actual, expected, 'other-answer', `command ${at}: ${step.method} ${JSON.stringify(step.input)}`);
    if (at % 4 === 3) await expectRead(t, players, at, place);
  }
  for (const place of all) {
    await expectRead(t, players, commands.length, place);
    await expectEnd(t, players, place);
  }
}

/**
 * Plays the same commands in lock step on fixtures of different kits: equal answers, equal refusals, and after every step equal bytes.
 * Throws a violation of the reason `other-answer` or `other-bytes`.
 */
export async function lockStep(
  t: DialogueContext,
  fixtures: readonly DialogueFixture[],
  commands: readonly Command[],
): Promise<void> {
  const all: Players[] = [];
  for (const fixture of fixtures) all.push(await Players.of(fixture));
  const first = sure(all[0]);
  const models = places();
  for (const [at, command] of commands.entries()) {
    const { id, oracle } = sure(models[command.dialogue]);
    const step = resolve(oracle.state, command);
    const message = `command ${at}: ${step.method}`;
    const expected = await first.play(command.store, id, step, operationIdOf(command));
    oracle.apply(step, first.player(command.store).now, operationIdOf(command));
    const dump = await dumpOf(first.fixture.probe, id);
    for (const [other, players] of all.slice(1).entries()) {
      const actual = await players.play(command.store, id, step, operationIdOf(command));
      t.equal(actual, expected, 'other-answer', `${message}, fixture ${other + 1}`);
      t.equal(await dumpOf(players.fixture.probe, id), dump, 'other-bytes', `${message}, fixture ${other + 1}`);
    }
  }
}

export const modelLaws: readonly DialogueLaw[] = [
  {
    clause: 'MODEL',
    title: 'any writes by several stores, valid and not, come to what the planners alone come to',
    run: (t) =>
      forAll(t, arbitraryCommands(30), (commands) => t.using((fixture) => follow(t, fixture, commands)), Math.ceil(t.runs / 3)),
  },
  {
    clause: 'DIFFERENTIAL',
    title: 'any writes give the same answers and the same bytes as on the in-memory backend, step by step',
    run: (t) =>
      forAll(
        t,
        arbitraryCommands(20),
        (commands) => t.using(async (fixture) => lockStep(t, [fixture, await fixture.reference()], commands)),
        Math.ceil(t.runs / 5),
      ),
  },
];
