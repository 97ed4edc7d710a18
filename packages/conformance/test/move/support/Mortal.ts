import type { MoveRegister, StoreHeaderPort } from '@colloquy/core';
import { Killed, withPort, type Pair } from '../../../src/dialogue/support/moves.ts';
import type { WholeOptions } from '../../../src/dialogue/support/wholes.ts';

/** A process that dies at its n-th write, before or after it was carried out; from then on nothing of it reaches anything. */
export class Mortal {
  writes = 0;
  readonly #dies: number;
  readonly #done: boolean;
  #isDead = false;

  constructor(dies: number, done: boolean) {
    this.#dies = dies;
    this.#done = done;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** What a mover of the pair stands on, as this process reaches it. */
  over(pair: Pair): Pick<WholeOptions, 'source' | 'target' | 'headerOf' | 'register'> {
    const side = (backend: Parameters<typeof withPort>[0]): ReturnType<typeof withPort> =>
      withPort(backend, (name, call) =>
        name === 'change' || name === 'writeBatch' ? this.#write(call) : this.#read(call),
      );
    const headerOf = (header: StoreHeaderPort): StoreHeaderPort => ({
      read: (call) => this.#read(() => header.read(call)),
      holdsData: (call) => this.#read(() => header.holdsData(call)),
      putIfAbsent: (bytes, call) => this.#write(() => header.putIfAbsent(bytes, call)),
      replace: (from, to, call) => this.#write(() => header.replace(from, to, call)),
    });
    const { register } = pair;
    const kept: MoveRegister = {
      put: (entry, call) => this.#write(() => register.put(entry, call)),
      abandon: (entry, call) => this.#write(() => register.abandon(entry, call)),
      latest: (id, call) => this.#read(() => register.latest(id, call)),
      entryAt: (id, logId, n, call) => this.#read(() => register.entryAt(id, logId, n, call)),
    };
    const { source, target } = pair;
    return {
      source: side(source.fixture.backend),
      target: side(target.fixture.backend),
      headerOf,
      register: kept,
    };
  }

  async #read<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isDead) throw new Killed();
    return call();
  }

  async #write<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isDead) throw new Killed();
    this.writes += 1;
    if (this.writes !== this.#dies) return call();
    this.#isDead = true;
    if (this.#done) await call();
    throw new Killed();
  }
}
