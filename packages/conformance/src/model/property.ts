import fc from 'fast-check';
import type { LawSettings } from '../suite/LawContext.ts';
import { LawViolation, type TestId } from '../suite/LawViolation.ts';
import { describeMove, type Move } from './Move.ts';
import { moves } from './moves.ts';
import { makeMove, type AfterMove } from './runMoves.ts';
import { ModelWorld, type RealWorld } from './World.ts';

export interface PropertyOptions {
  readonly settings: LawSettings;
  /** Whether the data may be closed and opened again on the way. */
  readonly reopen: boolean;
  /** Opens fresh backends, lets `use` work with them and releases them. */
  readonly open: (use: (reals: readonly RealWorld[]) => Promise<void>) => Promise<void>;
  readonly afterMove?: (reals: readonly RealWorld[]) => AfterMove;
  readonly atTheEnd: (world: ModelWorld, reals: readonly RealWorld[]) => Promise<void>;
  /** What failures belong to. */
  readonly clause: TestId;
}

interface Run {
  readonly world: ModelWorld;
  readonly reals: readonly RealWorld[];
  readonly after?: AfterMove;
  turn: number;
}

/** A move as fast-check knows it. */
class MoveCommand implements fc.AsyncCommand<Run, Run> {
  readonly #move: Move;

  constructor(move: Move) {
    this.#move = move;
  }

  check(): boolean {
    return true;
  }

  async run(run: Run): Promise<void> {
    run.turn += 1;
    await makeMove(this.#move, run.turn, run.world, run.reals, run.after);
  }

  toString(): string {
    return describeMove(this.#move);
  }
}

/**
 * Random series of moves against the model. A failure is shrunk; its message names seed, path and the moves left, with which it
 * can be played again.
 *
 * @throws LawViolation
 */
export async function checkMoves(options: PropertyOptions): Promise<void> {
  const { settings, open, atTheEnd, clause } = options;
  const { replay } = settings;
  const series = fc.commands(
    moves(options).map((arbitrary) => arbitrary.map((move) => new MoveCommand(move))),
    { maxCommands: 40, size: 'max', ...(replay?.commands === undefined ? {} : { replayPath: replay.commands }) },
  );
  const property = fc.asyncProperty(series, (commands) =>
    open(async (reals) => {
      const after = options.afterMove?.(reals);
      const run: Run = { world: new ModelWorld(), reals, turn: 0, ...(after === undefined ? {} : { after }) };
      await fc.asyncModelRun(() => ({ model: run, real: run }), commands);
      await atTheEnd(run.world, reals);
    }),
  );
  const details = await fc.check(property, {
    seed: settings.seed,
    numRuns: settings.runs,
    ...(replay === undefined ? {} : { path: replay.path }),
  });
  if (!details.failed) return;
  const cause = details.errorInstance;
  const reason = cause instanceof LawViolation ? cause.reason : 'unexpected-error';
  throw new LawViolation(clause, reason, { message: fc.defaultReportMessage(details) ?? '', cause });
}
