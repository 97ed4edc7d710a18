import type { Commit } from '@colloquy/core';
import type { Proxy } from '@colloquy/engines';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import type { Cut } from './cuts.ts';
import { postgresWire } from './postgresWire.ts';
import type { Wire } from './Wire.ts';

/** Opens a store over a database. */
export type Open = (url: string) => Promise<OpenStore>;

/** What one client has to the server: a proxy and a store of its own, so that a fault meets the call that it is meant for. */
export class Line implements AsyncDisposable {
  readonly store: OpenStore;
  /** Strokes that were due and that fell, by the name of the cut. */
  readonly laid = new Map<string, number>();
  readonly struck = new Map<string, number>();
  readonly #proxy: Proxy;
  readonly #wire: Wire;

  private constructor(store: OpenStore, proxy: Proxy, wire: Wire) {
    this.store = store;
    this.#proxy = proxy;
    this.#wire = wire;
  }

  static async to(url: string, open: Open, wire: Wire = postgresWire): Promise<Line> {
    const { proxy, through } = await wire.start(url);
    try {
      return new Line(await open(through), proxy, wire);
    } catch (error) {
      await proxy.close();
      throw error;
    }
  }

  /** How often any cut has fallen. */
  get strokes(): number {
    return [...this.struck.values()].reduce((sum, times) => sum + times, 0);
  }

  /** Runs a call that sends a commit, with a cut in its way. */
  async under<T>(cut: Cut, commit: Commit, call: () => Promise<T>): Promise<T> {
    const name = this.#wire.nameOf?.(cut, commit) ?? cut.phase;
    const stroke = this.#wire.strokeOf(cut, commit);
    count(this.laid, name, stroke?.times ?? 1);
    if (stroke === undefined) return call();
    const injection = this.#proxy.inject(stroke.fault, stroke.times);
    try {
      return await call();
    } finally {
      count(this.struck, name, injection.strokes);
      injection.release();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.store.close();
    await this.#proxy.close();
  }
}

function count(counts: Map<string, number>, name: string, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

/** The counts of several lines together. */
export function total(counts: readonly ReadonlyMap<string, number>[]): Readonly<Record<string, number>> {
  const sum = new Map<string, number>();
  for (const each of counts) for (const [name, times] of each) count(sum, name, times);
  return Object.fromEntries(sum);
}
