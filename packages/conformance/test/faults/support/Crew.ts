import { isColloquyError, type DialogueId } from '@colloquy/core';
import { commitOf } from '../../../src/data/draft.ts';
import { itemKey } from '../../../src/data/names.ts';
import { intercept } from '../../../src/dialogue/support/intercept.ts';
import { History } from '../../../src/history/History.ts';
import type { Finding } from '../../../src/judge/Finding.ts';
import type { OpenStore } from '../../../src/kit/AdapterKit.ts';
import { Dice } from '../../../src/processes/Dice.ts';
import { tagKey } from '../../../src/processes/judgeTags.ts';
import { judgePlay } from '../../../src/processes/storePlay.ts';
import { tagOf } from '../../../src/processes/tagsOf.ts';
import { sendSameBytes } from './resend.ts';

export interface CrewOptions {
  readonly seed: number;
  readonly id: DialogueId;
  /** One for each writer; they stay open whatever happens to the server. */
  readonly stores: readonly OpenStore[];
  /** Of the one who reads all the while. */
  readonly reader: OpenStore;
  /** Acknowledged writes of each writer. */
  readonly writes: number;
}

/** What a program is told that may try again. */
const passing = ['backend_unavailable', 'backend_busy'] as const;
/** Failures of one write: more than any outage here brings. */
const mostFailures = 200;

/** Writers who race for one dialogue, and a reader who looks whenever something came of it, while something happens to the server. */
export class Crew {
  readonly history = new History();
  readonly #options: CrewOptions;
  readonly #done: string[] = [];
  readonly #waiters: { readonly count: () => number; readonly least: number; readonly go: () => void }[] = [];
  readonly #failures = new Map<string, number>();
  #sentAgain = 0;
  #reads = 0;
  #events = 0;
  /** Who is at work, and how many of them wait. */
  #busy = 0;
  #stopped = 0;
  #isOver = false;
  #pass: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  /** Acknowledged writes. */
  get acknowledged(): number {
    return this.#done.length;
  }

  /** Calls that failed, by code. */
  get failures(): ReadonlyMap<string, number> {
    return this.#failures;
  }

  /** Commits that were sent again because nobody knew. */
  get sentAgain(): number {
    return this.#sentAgain;
  }

  get reads(): number {
    return this.#reads;
  }

  /** From now on whoever meets a failure waits until {@link goOn}. */
  wait(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#pass = promise;
    this.#open = resolve;
  }

  goOn(): void {
    this.#open();
  }

  /** Fulfilled at so many acknowledged writes, in the very turn in which they are; or when all are done. */
  async reached(acknowledged: number): Promise<void> {
    await this.#when(() => this.acknowledged, acknowledged);
  }

  /** Fulfilled when everybody who is not done has met a failure and waits. */
  async stuck(): Promise<void> {
    await this.#when(() => this.#stopped - this.#busy, 0);
  }

  /** Writes until everybody is done. */
  async run(): Promise<void> {
    const { stores } = this.#options;
    try {
      await Promise.all([
        Promise.all(stores.map((store, at) => this.#work(() => this.#write(store, at)))).finally(() => {
          this.#isOver = true;
          this.#notify();
        }),
        this.#work(() => this.#read()),
      ]);
    } finally {
      this.#isOver = true;
      this.#notify();
    }
  }

  /** What is wrong with all that everybody was told. */
  async judge(clean: OpenStore): Promise<readonly Finding[]> {
    return judgePlay(clean, this.#options.id, this.history.operations, this.#done);
  }

  async #write(store: OpenStore, at: number): Promise<void> {
    const { id, seed, writes } = this.#options;
    const name = `w${at}`;
    const dice = new Dice(Math.imul(seed, 41) + at);
    const sending = intercept(store, {
      commit: async (_, to, commit) => {
        const patience = dice.below(5) === 0 ? 1 : mostFailures;
        const meanwhile = async (): Promise<void> => {
          this.#sentAgain += 1;
          await this.#failure('doubt');
        };
        // A scoped answer as the store gave it.
        return (await sendSameBytes({ store, id: to, commit, patience, meanwhile })) as never;
      },
    });
    let error: unknown;
    const watched = intercept(sending, {
      commit: async (forward, ...args) => {
        try {
          return await forward(...args);
        } catch (failure) {
          error = failure;
          throw failure;
        }
      },
    });
    const client = this.history.client(name, watched);
    for (let tags = 0, done = 0; done < writes; tags++) {
      const tag = tagOf(name, tags);
      const keys = [tagKey(tag), itemKey(0), itemKey(1 + dice.below(3))];
      for (let variant = 0; ; variant++) {
        if (variant > mostFailures) throw new Error(`${tag} is never written`);
        const read = await store.get(id, keys).catch(async (failure: unknown) => this.#passing(failure));
        if (read === undefined) continue;
        const digests = new Map(read.records.map(({ key, digest }) => [key, digest]));
        const base = { salt: tag, n: read.head?.n ?? 0, digestOf: (key: string) => digests.get(key as never) ?? null };
        const answer = await client.commit(id, commitOf(base, { puts: keys, variant }));
        if (answer?.method === 'commit') {
          if (answer.answer.outcome !== 'committed') continue;
          this.#done.push(tag);
          done += 1;
          this.#notify();
          break;
        }
        // Who gives up does not write it again: it is there once, or not at all.
        if (isColloquyError(error, 'outcome_unknown')) break;
        await this.#passing(error);
      }
    }
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.#busy += 1;
    await work();
    this.#busy -= 1;
    this.#notify();
  }

  async #read(): Promise<void> {
    const { id, reader } = this.#options;
    const client = this.history.client('reader', reader);
    const keys = [0, 1, 2, 3].map((at) => itemKey(at));
    const kinds = [
      () => client.load(id),
      () => client.get(id, keys),
      () => client.head(id),
      () => client.log(id, 1, 1000),
    ];
    for (; !this.#isOver; this.#reads += 1) {
      await this.#when(() => this.#events, this.#reads);
      await kinds[this.#reads % kinds.length]?.().catch(async (failure: unknown) => this.#passing(failure));
    }
  }

  async #passing(failure: unknown): Promise<undefined> {
    const code = passing.find((each) => isColloquyError(failure, each));
    if (code === undefined) throw failure;
    await this.#failure(code);
  }

  async #failure(code: string): Promise<void> {
    this.#failures.set(code, (this.#failures.get(code) ?? 0) + 1);
    this.#stopped += 1;
    this.#notify();
    await this.#pass;
    this.#stopped -= 1;
  }

  async #when(count: () => number, least: number): Promise<void> {
    if (this.#isOver || count() >= least) return;
    await new Promise<void>((go) => this.#waiters.push({ count, least, go }));
  }

  #notify(): void {
    this.#events += 1;
    for (const waiter of this.#waiters.splice(0)) {
      if (this.#isOver || waiter.count() >= waiter.least) waiter.go();
      else this.#waiters.push(waiter);
    }
  }
}
