import { LawViolation } from '../suite/LawViolation.ts';
import { render } from '../suite/render.ts';
import { clauseOf, expectedAnswer, perform, type Call } from './Call.ts';
import { describeMove, type Move } from './Move.ts';
import { resolve } from './resolve.ts';
import { ModelWorld, type RealWorld } from './World.ts';

/** Called after each move that was made, with the dialogue it concerned. */
export type AfterMove = (move: Move, model: ModelWorld['dialogues'][number]) => Promise<void>;

/**
 * Makes one move on every backend, in lock step, and compares each answer with the model's.
 *
 * @throws LawViolation of the clause that the call belongs to, reason `unlike-the-model`
 */
export async function makeMove(
  move: Move,
  turn: number,
  world: ModelWorld,
  reals: readonly RealWorld[],
  after?: AfterMove,
): Promise<void> {
  const model = world.dialogue(move.dialogue);
  if (move.kind === 'reopen') {
    for (const real of reals) await real.reopen();
  } else {
    const call = resolve(move, model, turn);
    if (call === undefined) return;
    const answers: unknown[] = [];
    for (const real of reals) answers.push(await answerOf(call, real, move, model));
    const expected = expectedAnswer(call, model);
    for (const [at, answer] of answers.entries()) expectLike(call, answer, expected, reals[at]?.name ?? '', move);
  }
  await after?.(move, model);
}

async function answerOf(
  call: Call,
  real: RealWorld,
  move: Move,
  model: ModelWorld['dialogues'][number],
): Promise<unknown> {
  try {
    return await perform(call, real.client(move.client), model);
  } catch (error) {
    const message = `${real.name}: ${describeMove(move)} was rejected`;
    throw new LawViolation(clauseOf(call), 'unlike-the-model', { message, actual: error, cause: error });
  }
}

function expectLike(call: Call, answer: unknown, expected: unknown, name: string, move: Move): void {
  if (render(answer) === render(expected) || isShorterPage(call, answer, expected)) return;
  const message = `${name}: ${describeMove(move)}`;
  throw new LawViolation(clauseOf(call), 'unlike-the-model', { message, expected, actual: answer });
}

/** A page of the log may end early, if it says how to go on. */
function isShorterPage(call: Call, answer: unknown, expected: unknown): boolean {
  if (call.method !== 'log' || !isPage(answer) || !isPage(expected)) return false;
  const { entries, next } = answer;
  const same = render(entries) === render(expected.entries.slice(0, entries.length));
  return same && entries.length > 0 && next === call.from + entries.length;
}

function isPage(value: unknown): value is { readonly entries: readonly unknown[]; readonly next?: number } {
  return typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries);
}
