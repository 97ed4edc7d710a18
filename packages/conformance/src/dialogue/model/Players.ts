import type { DialogueHandle, DialogueId, DialogueStore, KeyOperations } from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import type { DialogueFixture } from '../kit/DialogueFixture.ts';
import { perform, type Step } from '../support/story.ts';
import { administer, type Administration } from './administration.ts';
import { refusalOf, type Expected } from './Oracle.ts';

/** A store whose clock can be read. */
interface Player {
  readonly store: DialogueStore;
  /** The instant that it last took, for the planner of the model. */
  readonly now: () => string;
}

/** The stores that play a run on one fixture: two over one client, one over another. With equal fixtures they write equal bytes. */
export class Players {
  readonly fixture: DialogueFixture;
  readonly #players: readonly Player[];
  readonly #administrators: readonly KeyOperations[];
  readonly #handles = new Map<DialogueId, DialogueHandle>();

  constructor(fixture: DialogueFixture, players: readonly Player[], administrators: readonly KeyOperations[]) {
    this.fixture = fixture;
    this.#players = players;
    this.#administrators = administrators;
  }

  static async of(fixture: DialogueFixture): Promise<Players> {
    const second = await fixture.adapter.second();
    const players = [fixture.backend, fixture.backend, second].map((backend, at): Player => {
      const sources = seededSources({ seed: 100 + at, startAt: Date.UTC(2026, at, 1) });
      let latest = 0;
      const store = fixture.store({ backend, sources: { ...sources, now: () => (latest = sources.now()) } });
      return { store, now: () => new Date(latest).toISOString() };
    });
    const administrators = [fixture.backend, second].map((backend, at) =>
      fixture.operations({ backend, sources: seededSources({ seed: 200 + at, startAt: Date.UTC(2027, at, 1) }) }),
    );
    return new Players(fixture, players, administrators);
  }

  player(at: number): Player {
    const player = this.#players[at % this.#players.length];
    if (player === undefined) throw new RangeError('there is no such player');
    return player;
  }

  /** Makes a write, and says what it came to. */
  async play(at: number, id: DialogueId, step: Step, operationId: string | undefined): Promise<Expected> {
    try {
      const options = operationId === undefined ? {} : { operationId };
      const { n, value } = await perform(this.player(at).store, id, step, options);
      return { n, value };
    } catch (error) {
      return refusalOf(error);
    }
  }

  /** Does something to the keys, and says what it came to. */
  async administer(id: DialogueId, work: Administration): Promise<unknown> {
    const operations = this.#administrators[work.administrator % this.#administrators.length];
    if (operations === undefined) throw new RangeError('there is no such administrator');
    try {
      return await administer(operations, this.fixture.keys, id, work);
    } catch (error) {
      return refusalOf(error);
    }
  }

  /** A handle of a dialogue that exists, kept through the run. */
  async handle(id: DialogueId): Promise<DialogueHandle> {
    const known = this.#handles.get(id);
    if (known !== undefined) return known;
    const handle = await this.player(1).store.open(id);
    this.#handles.set(id, handle);
    return handle;
  }
}
