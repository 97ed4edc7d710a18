import { itemTypes, type Item } from '@colloquy/core';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { arbitraryCommands, type Command } from './commands.ts';
import { operationIdOf, places, type Place } from './places.ts';
import { Players } from './Players.ts';
import { resolve } from './resolve.ts';
import { sure } from '../support/errors.ts';
import { forAll } from '../support/property.ts';
import { expectSameState, expectSound } from '../support/state.ts';

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
  t.equal(
    entries.map(({ kind }) => kind),
    oracle.kinds,
    'other-history',
  );
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

/** The planners alone are the model: whatever several stores are asked to write must come to what these come to. */
export const dialogueModelLaw: DialogueLaw = {
  clause: 'MODEL',
  title: 'any writes by several stores, valid and not, come to what the planners alone come to',
  run: (t) =>
    forAll(
      t,
      arbitraryCommands(30),
      (commands) => t.using((fixture) => follow(t, fixture, commands)),
      Math.ceil(t.runs / 2),
    ),
};
