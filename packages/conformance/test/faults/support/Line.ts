import type { Commit } from '@colloquy/core';
import { startPostgresProxy, type PostgresProxy } from '@colloquy/engines';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import { faultOf, type Cut, type Phase } from './cuts.ts';

/** Opens a store over a database. */
export type Open = (url: string) => Promise<OpenStore>;

/** What one client has to the server: a proxy and a store of its own, so that a fault meets the call that it is meant for. */
export class Line implements AsyncDisposable {
  readonly store: OpenStore;
  readonly laid = new Map<Phase, number>();
  readonly struck = new Map<Phase, number>();
  readonly #proxy: PostgresProxy;

  private constructor(store: OpenStore, proxy: PostgresProxy) {
    this.store = store;
    this.#proxy = proxy;
  }

  static async to(url: string, open: Open): Promise<Line> {
    const proxy = await startPostgresProxy(url);
    try {
      return new Line(await open(proxy.serverUrl), proxy);
    } catch (error) {
      await proxy.close();
      throw error;
    }
  }

  /** Runs a call that sends a commit, with a cut in its way. */
  async under<T>(cut: Cut, commit: Commit, call: () => Promise<T>): Promise<T> {
    const fault = faultOf(cut, commit);
    count(this.laid, cut.phase, 1);
    if (fault === undefined) return call();
    const injection = this.#proxy.inject(fault);
    try {
      return await call();
    } finally {
      count(this.struck, cut.phase, injection.strokes);
      injection.release();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.store.close();
    await this.#proxy.close();
  }
}

function count(counts: Map<Phase, number>, phase: Phase, by: number): void {
  counts.set(phase, (counts.get(phase) ?? 0) + by);
}

/** The counts of several lines together. */
export function total(counts: readonly ReadonlyMap<Phase, number>[]): Readonly<Partial<Record<Phase, number>>> {
  const sum = new Map<Phase, number>();
  for (const each of counts) for (const [phase, times] of each) count(sum, phase, times);
  return Object.fromEntries(sum);
}
