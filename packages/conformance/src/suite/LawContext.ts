import type { Closable, Kit } from './Kit.ts';
import type { TestId } from './LawViolation.ts';
import { releasing } from './releasing.ts';
import { Verifier } from './Verifier.ts';

export interface LawSettings {
  /** Every random choice follows from it. */
  readonly seed: number;
  /** How many times properties and interleavings are tried; see {@link SuiteOptions}. */
  readonly runs: number;
  /**
   * How many times an index that is declared `eventual` is asked before what it does not show counts as never shown, 25 ms apart.
   * 400 by default, about 10 seconds; more where the indexes of a service are further behind.
   */
  readonly asks?: number;
  /** Plays one failure of a random series again: what its message names. */
  readonly replay?: Replay;
}

/** Where a failing random series is found again, under the same seed. */
export interface Replay {
  /** `path` of the failure. */
  readonly path: string;
  /** `replayPath` of the failure. */
  readonly commands?: string;
}

/** What a law works with: assertions, fixtures that are released after it, and the settings of the run. */
export class LawContext<F extends Closable, C> extends Verifier {
  readonly capabilities: C;
  readonly seed: number;
  readonly runs: number;
  readonly asks?: number;
  readonly replay?: Replay;
  readonly #kit: Kit<F, C>;
  readonly #fixtures: F[] = [];

  constructor(clause: TestId, kit: Kit<F, C>, settings: LawSettings) {
    super(clause);
    this.#kit = kit;
    this.capabilities = kit.capabilities;
    this.seed = settings.seed;
    this.runs = settings.runs;
    if (settings.asks !== undefined) this.asks = settings.asks;
    if (settings.replay !== undefined) this.replay = settings.replay;
  }

  /** A fresh fixture. */
  async open(): Promise<F> {
    const fixture = await this.#kit.create();
    this.#fixtures.push(fixture);
    return fixture;
  }

  /** A fresh fixture for one of many runs: released as soon as `use` is done. */
  async using<T>(use: (fixture: F) => Promise<T>): Promise<T> {
    const fixture = await this.#kit.create();
    return releasing(
      () => use(fixture),
      () => fixture.close(),
    );
  }

  /** Releases what was opened. The runner of the suite calls it. */
  async release(): Promise<void> {
    for (const fixture of this.#fixtures.splice(0)) await fixture.close();
  }

  /** A declared or owed part of the fixture: its absence is a failure, not a reason to skip. */
  owed<T>(part: T | undefined, name: string): T {
    return this.present(part, 'missing-prerequisite', `the fixture must offer ${name}`);
  }
}
