import { isColloquyError, parseBody, parseHeader, type DialogueId, type DialogueStore } from '@colloquy/core';
import { seededSources } from '@colloquy/core/testing';
import type { Pair, Stop } from '../../../src/dialogue/support/moves.ts';
import { activeAt, fill } from '../../../src/dialogue/support/wholes.ts';

/** Whole numbers below a bound, the same for the same seed. */
export function diceOf(seed: number): (below: number) => number {
  const { randomBytes } = seededSources({ seed: 9_000_000 + seed });
  return (below) => Buffer.from(randomBytes(4)).readUInt32BE() % below;
}

/** Gives everybody else so many turns. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Applications that write on while their dialogues move: at the source until it says that the dialogue has left, then at the target, and
 * the other way round where a move was taken back. Each write has an operation id, and is repeated with it until it is acknowledged.
 */
export class Writers {
  readonly acknowledged = new Map<DialogueId, string[]>();
  /** How often a store answered that a dialogue is elsewhere, or on its way. */
  readonly told = { moved: 0, moving: 0, retired: 0 };
  readonly #pair: Pair;
  readonly #seed: number;
  readonly #stores: readonly [DialogueStore, DialogueStore];
  readonly #running: Promise<void>[] = [];
  readonly #failures: unknown[] = [];
  #isStopped = false;

  constructor(pair: Pair, seed: number) {
    this.#pair = pair;
    this.#seed = seed;
    this.#stores = [pair.store(pair.source), pair.store(pair.target)];
  }

  /** Begins to write to a dialogue, with pauses of up to so many turns. */
  write(id: DialogueId, pause: number): void {
    this.acknowledged.set(id, []);
    this.#run(this.#writes(id, pause, diceOf(this.#seed + this.#running.length)));
  }

  /** Makes new dialogues, wherever they may be made. */
  create(ids: readonly DialogueId[], pause: number): void {
    this.#run(this.#creates(ids, pause));
  }

  /** Ends when each has written once more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#running);
    if (this.#failures.length > 0) throw this.#failures[0];
  }

  #run(work: Promise<void>): void {
    this.#running.push(work.catch((error: unknown) => void this.#failures.push(error)));
  }

  async #creates(ids: readonly DialogueId[], pause: number): Promise<void> {
    for (const id of ids) {
      await turns(pause);
      const made = await fill(this.#stores[0], id, 1).catch((error: unknown) => {
        if (isColloquyError(error, 'store_retired')) this.told.retired += 1;
        else if (!this.#isElsewhere(error)) throw error;
        return false;
      });
      if (made === false && (await activeAt(this.#pair, id)) === 'nowhere') await fill(this.#stores[1], id, 1);
    }
  }

  async #writes(id: DialogueId, pause: number, roll: (below: number) => number): Promise<void> {
    let at = 0;
    for (let count = 0, isLast = false; !isLast; count++) {
      isLast = this.#isStopped;
      const operationId = `op-${count}`;
      for (;;) {
        const store = at === 0 ? this.#stores[0] : this.#stores[1];
        try {
          await store.scoreExpert(id, { expert: 'muffin', round: 0, score: count % 100 }, { operationId });
          this.acknowledged.get(id)?.push(operationId);
          break;
        } catch (error) {
          if (!this.#isElsewhere(error)) throw error;
          at = 1 - at;
          await turns(1 + roll(3));
        }
      }
      await turns(1 + roll(pause));
    }
  }

  #isElsewhere(error: unknown): boolean {
    if (isColloquyError(error, 'dialogue_moved')) this.told.moved += 1;
    else if (isColloquyError(error, 'dialogue_moving')) this.told.moving += 1;
    // The target, before it is claimed.
    else if (!isColloquyError(error, 'dialogue_not_found') && !isColloquyError(error, 'revision_conflict'))
      return false;
    return true;
  }
}

/** The operations that the log of a store says were done, as often as it says so. */
export async function operationsOf({ fixture }: Stop, id: DialogueId): Promise<readonly string[]> {
  const { log } = await fixture.probe.rows(id);
  return log.flatMap(({ n, header, body }) => {
    if (parseHeader(header)?.kind.startsWith('migrate.') === true) return [];
    const rows = parseBody(body);
    if (rows === undefined) throw new Error(`the body of entry ${n} is none`);
    return rows.flatMap(({ key }) => (key.startsWith('operation#') ? [key.slice('operation#'.length)] : []));
  });
}
