import type { MoveStep } from '@colloquy/core';
import { Dice } from '../../../../src/processes/Dice.ts';
import type { Errand, Point } from '../child/Job.ts';
import { orderOf, seededPoints, stepPoints, type StepPoint } from './points.ts';
import { nameOf, Play, type Plan, type Played } from './play.ts';
import { backends, type Stage } from './Stage.ts';
import { stepsOf } from './stepStates.ts';

/** From each backend to each. */
export const pairs: readonly string[] = backends.flatMap((from) => backends.map((to) => `${from}-${to}`));

/** How much of the campaign is played. */
export interface Share {
  readonly seed: number;
  /** True: every named step of every errand for every pair, and so many seeded points. False: a share of both. */
  readonly deep: boolean;
}

/** Points of each errand that are drawn for a pair in the deep form: a hundred. */
const deepPoints: Readonly<Record<Errand, number>> = { start: 50, cancel: 20, back: 20, purge: 10 };

/** Of so many drawn points one is where a process only stands still, and another one comes. */
const rivalOf = 5;

/** What a campaign between two stores has come to. */
export interface Outcome {
  readonly plays: number;
  /** `before leave`, `after leave`, ...: where a process died by the side of a step. */
  readonly hit: ReadonlySet<string>;
  /** What was wrong, with what to have it again by. */
  readonly wrong: readonly string[];
}

export class Campaign {
  readonly #stage: Stage;
  readonly #share: Share;
  readonly #hit = new Set<string>();
  readonly #wrong: string[] = [];
  readonly #traces = new Map<Errand, readonly Point[]>();
  #plays = 0;

  constructor(stage: Stage, share: Share) {
    this.#stage = stage;
    this.#share = share;
  }

  async run(): Promise<Outcome> {
    const at = pairs.indexOf(this.#stage.pair);
    const others = ['cancel', 'back', 'purge'] as const;
    const errands: readonly Errand[] = this.#share.deep ? ['start', ...others] : ['start', others[at % 3] ?? 'back'];
    for (const errand of errands) {
      for (const plan of await this.#plans(errand, at)) await this.#play(plan);
    }
    return { plays: this.#plays, hit: this.#hit, wrong: this.#wrong };
  }

  /** One point alone. */
  async only(plan: Plan): Promise<Played> {
    const trace = plan.at === undefined ? [] : await this.#trace(plan.errand);
    const around = plan.rival === true ? undefined : stepPoints(plan.errand, trace).find(({ at }) => at === plan.at);
    return this.#play(around === undefined ? plan : { ...plan, around });
  }

  async #plans(errand: Errand, pair: number): Promise<readonly Plan[]> {
    const { seed, deep } = this.#share;
    const trace = await this.#trace(errand);
    const named = stepPoints(errand, trace);
    const count = deep ? deepPoints[errand] : errand === 'start' || errand === 'back' ? 2 : 0;
    const drawn = seededPoints(new Dice(seed + pair), trace, count);
    const halts = seededPoints(new Dice(seed - pair), trace, count, true);
    return [
      ...shareOf(errand, named, pair, deep).map((around) => ({ errand, at: around.at, seed, around })),
      ...drawn.map((at, nth): Plan => {
        const isRival = nth % (deep ? rivalOf : 2) === 1;
        return isRival ? { errand, at: halts[nth] ?? 0, seed, rival: true } : { errand, at, seed };
      }),
    ];
  }

  /** What an undisturbed run passes. Its steps come in their order. */
  async #trace(errand: Errand): Promise<readonly Point[]> {
    const known = this.#traces.get(errand);
    if (known !== undefined) return known;
    const plan = { errand, at: undefined, seed: this.#share.seed };
    const { trace } = await this.#play(plan);
    const [order, due] = [orderOf(trace).join(' '), stepsOf[errand].steps.map(([step]) => step).join(' ')];
    if (order !== due) this.#wrong.push(`${nameOf(this.#stage.pair, plan)}: the steps were ${order}, not ${due}`);
    this.#traces.set(errand, trace);
    return trace;
  }

  async #play(plan: Plan): Promise<Played> {
    this.#plays += 1;
    const name = nameOf(this.#stage.pair, plan);
    const played = await new Play(this.#stage, plan).run(`kill-${this.#plays}`);
    const { findings, path, reached } = played;
    if (findings.length > 0) this.#wrong.push(`COLLOQUY_KILL=${name}: ${path.join('; ')}\n  ${findings.join('\n  ')}`);
    const [point] = reached;
    if (plan.around !== undefined && isThere(plan.around.step, point))
      this.#hit.add(`${plan.around.phase} ${plan.around.step}`);
    return played;
  }
}

function isThere(step: MoveStep, point: Point | undefined): boolean {
  return point?.step === step && (point.place === 'step' ? point.what === step : point.writes);
}

/** Of the points around steps one for each side of each; not deep: those that fall to this pair where all pairs together have each once. */
function shareOf(errand: Errand, named: readonly StepPoint[], pair: number, deep: boolean): readonly StepPoint[] {
  const sides = [...Map.groupBy(named, ({ phase, step }) => `${phase} ${step}`).values()];
  // Where the mover says so and at the wire, by turns.
  const chosen = sides.flatMap((points, at) => points.filter((_, nth) => nth === (at + pair) % points.length));
  if (deep) return chosen;
  const [turns, turn] = errand === 'start' ? [pairs.length, pair] : [pairs.length / 3, Math.floor(pair / 3)];
  return chosen.filter((_, at) => at % turns === turn);
}

/** Every side of every step of a move, a cancellation and a purge; those that take several batches also between two. */
export const everySide: readonly string[] = [
  ...(['start', 'cancel', 'purge'] as const).flatMap((errand) =>
    stepsOf[errand].steps.flatMap(([step]) => [`before ${step}`, `after ${step}`]),
  ),
  'between copy',
  'between purge-remove',
];
