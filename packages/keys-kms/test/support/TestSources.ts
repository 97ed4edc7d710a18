import { seededSources, type Sources } from '@colloquy/core/testing';

/** Both clocks in the hand of the test; a wait moves them on and is over at once, random bytes follow from the seed. */
export class TestSources implements Sources {
  mono = 1000;
  wall = Date.UTC(2026, 0, 1);
  /** Milliseconds of every wait so far. */
  readonly waits: number[] = [];
  readonly randomBytes: (length: number) => Uint8Array;
  readonly #turn: Sources['delay'];

  constructor(seed = 1) {
    const { randomBytes, delay } = seededSources({ seed });
    this.randomBytes = randomBytes;
    this.#turn = delay;
  }

  readonly now = (): number => this.wall;
  readonly monotonic = (): number => this.mono;
  readonly delay = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    this.waits.push(milliseconds);
    this.pass(milliseconds);
    await this.#turn(milliseconds, signal);
  };

  pass(milliseconds: number): void {
    this.mono += milliseconds;
    this.wall += milliseconds;
  }
}
