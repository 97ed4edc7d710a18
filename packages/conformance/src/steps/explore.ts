import { HeldCall } from './HeldCall.ts';
import { StepGate } from './StepGate.ts';

/** One client in an interleaving: what it does, on a store whose requests pass its gate. */
export interface Actor {
  readonly gate: StepGate;
  readonly run: () => Promise<void>;
}

interface Choice {
  /** Which of the clients that could go on went on. */
  readonly actor: number;
  readonly candidates: readonly number[];
  /** The client that went on before and could have gone on again. */
  readonly current: number | undefined;
}

export interface ExploreOptions {
  /** Schedules tried at most. */
  readonly limit: number;
  /** Times that a client is interrupted while it could go on. 2 by default. */
  readonly preemptions?: number;
}

/**
 * Runs a scenario under every schedule of its clients' requests with few preemptions, the fewest first, until `limit`
 * (iterative context bounding: Musuvathi and Qadeer, PLDI 2007). Most concurrency faults need one or two.
 *
 * `scenario` is called anew for each schedule: it opens a fresh fixture, calls `play` once with its clients, and checks. Answers
 * with the number of schedules tried.
 */
export async function explore(
  options: ExploreOptions,
  scenario: (play: (actors: readonly Actor[]) => Promise<void>) => Promise<void>,
): Promise<number> {
  const { limit, preemptions = 2 } = options;
  const queue: (readonly number[])[] = [[]];
  let tried = 0;
  for (let prefix = queue.shift(); prefix !== undefined && tried < limit; prefix = queue.shift()) {
    const choices: Choice[] = [];
    const planned = prefix;
    await scenario((actors) => play(actors, planned, choices));
    tried += 1;
    queue.push(...deviations(choices, planned.length, preemptions));
  }
  return tried;
}

/** The schedules that leave this one at a choice after `from`, within the number of preemptions. */
function deviations(choices: readonly Choice[], from: number, preemptions: number): number[][] {
  const found: number[][] = [];
  let spent = 0;
  choices.forEach((choice, at) => {
    for (const actor of at < from ? [] : choice.candidates) {
      const cost = choice.current !== undefined && actor !== choice.current ? 1 : 0;
      if (actor === choice.actor || spent + cost > preemptions) continue;
      found.push([...choices.slice(0, at).map((earlier) => earlier.actor), actor]);
    }
    if (choice.current !== undefined && choice.actor !== choice.current) spent += 1;
  });
  return found;
}

/** Plays one schedule: the planned choices, then always the same client as long as it can. */
async function play(actors: readonly Actor[], planned: readonly number[], choices: Choice[]): Promise<void> {
  const calls = actors.map((actor) => new HeldCall(actor.gate, actor.run));
  let current: number | undefined;
  for (;;) {
    const candidates: number[] = [];
    for (const [index, call] of calls.entries()) if (await call.held()) candidates.push(index);
    const [first] = candidates;
    if (first === undefined) break;
    const again = current !== undefined && candidates.includes(current) ? current : undefined;
    const actor = planned[choices.length] ?? again ?? first;
    choices.push({ actor, candidates, current: again });
    current = actor;
    await calls[actor]?.gate.release();
  }
  for (const call of calls) {
    await call.gate.open();
    if (call.settled?.status === 'rejected') throw call.settled.error;
  }
}
