import { Dice } from '../../../../src/processes/Dice.ts';
import type { BrokenMover } from '../child/brokenMovers.ts';
import type { Errand, Fate, Point } from '../child/Job.ts';
import { doHere, endingOf, holderAfter, jobOf, type Ending } from './endings.ts';
import { Findings, judgeEnd, judgeLeft } from './judge.ts';
import { MoverProcess, runMover } from './MoverProcess.ts';
import { stateAround, stateOf } from './stepStates.ts';
import { prepareScene, type Scene } from './Scene.ts';
import type { StepPoint } from './points.ts';
import type { SideName, Stage } from './Stage.ts';

/** A death of one mover process, or a halt of it while another one is at work. All else follows from the seed. */
export interface Plan {
  readonly errand: Errand;
  /** Index of the point; undefined: nothing befalls it. */
  readonly at: number | undefined;
  readonly seed: number;
  /** True: it stands still there, and another process comes. */
  readonly rival?: boolean;
  /** The step around whose effect the point lies. */
  readonly around?: StepPoint;
  /** What is decided otherwise than by the seed. */
  readonly script?: Script;
}

/** What is decided otherwise than by the seed. */
export interface Script {
  /** What is done after the death, or by the other process. */
  readonly ending: Ending;
  /** Where the other process dies. */
  readonly rivalAt?: number;
}

export interface Played {
  /** What was done, for people. */
  readonly path: readonly string[];
  readonly findings: readonly string[];
  /** What the first process passed, where it was let. */
  readonly trace: readonly Point[];
  readonly reached: readonly Point[];
}

/** How it can be had again alone: `COLLOQUY_KILL=...`. */
export function nameOf(pair: string, { errand, at, seed, rival = false }: Plan): string {
  return `${pair}/${errand}/${at ?? 'whole'}/${seed}${rival ? '/rival' : ''}`;
}

const namePattern = /^([a-z]+-[a-z]+)\/(start|cancel|back|purge)\/(\d+|whole)\/(-?\d+)(\/rival)?$/;

export function parseName(name: string): { readonly pair: string; readonly plan: Plan } {
  const [, pair = '', errand, at, seed, rival] = namePattern.exec(name) ?? [];
  if (errand === undefined) throw new TypeError(`COLLOQUY_KILL is no name of a point: ${name}`);
  const plan = { errand: errand as Errand, at: at === 'whole' ? undefined : Number(at), seed: Number(seed) };
  return { pair, plan: { ...plan, rival: rival !== undefined } };
}

/** One scene, from its beginning to its end. */
export class Play {
  readonly #stage: Stage;
  readonly #plan: Plan;
  readonly #broken: BrokenMover | undefined;
  readonly #findings = new Findings();
  readonly #path: string[] = [];
  readonly #reached: Point[] = [];
  readonly #dice: Dice;

  constructor(stage: Stage, plan: Plan, broken?: BrokenMover) {
    this.#stage = stage;
    this.#plan = plan;
    this.#broken = broken;
    const { errand, at = -1, seed, rival = false } = plan;
    const mix = [...`${stage.pair}${errand}${rival}`].reduce(
      (sum, char) => Math.imul(sum, 31) + (char.codePointAt(0) ?? 0),
      at,
    );
    this.#dice = new Dice(seed ^ mix);
  }

  async run(id: string): Promise<Played> {
    const { errand, at, rival = false } = this.#plan;
    const scene = await prepareScene(this.#stage, errand, id);
    let trace: readonly Point[] = [];
    try {
      if (at === undefined) trace = await this.#whole(scene);
      else if (rival) await this.#beside(scene, at);
      else await this.#killed(scene, at);
    } catch (error) {
      // What could not even be read is a finding like any other.
      this.#findings.check(false, String(error));
    }
    return { path: this.#path, findings: this.#findings.all, trace, reached: this.#reached };
  }

  async #whole(scene: Scene): Promise<readonly Point[]> {
    const { end, trace } = await runMover(
      jobOf(this.#stage, scene, scene.errand, { traced: true, broken: this.#broken }),
    );
    this.#path.push(`${scene.errand}: ${end}`);
    const ending = scene.errand === 'cancel' ? 'cancel' : 'resume';
    await this.#judgeAnswer(scene, ending, end);
    return trace;
  }

  async #killed(scene: Scene, at: number): Promise<void> {
    const fate = { at, what: 'die' } as const;
    const { end, reached } = await runMover(jobOf(this.#stage, scene, scene.errand, { fate, broken: this.#broken }));
    this.#told(scene.errand, end, reached);
    this.#findings.same(end, 'killed', `the end of a process that was to die at point ${at}`);
    const look = await judgeLeft(this.#stage, scene, this.#findings);
    const { around } = this.#plan;
    if (around !== undefined && around.phase !== 'between') {
      const due = stateAround(scene.errand, around.step, around.phase);
      this.#findings.same(stateOf(scene, look), due, `what is so ${around.phase} ${around.step}`);
    }
    // Once in four it is killed again on the way.
    if (this.#plan.script === undefined && this.#dice.below(4) === 0) await this.#again(scene, this.#ending());
    await this.#finish(scene);
  }

  /** Another process goes on, or takes it back, and dies over it, if it comes so far. */
  async #again(scene: Scene, ending: Ending): Promise<void> {
    const { errand, turned } = endingOf(scene, ending);
    const fate = { at: this.#dice.below(60), what: 'die' } as const;
    const { end, reached } = await runMover(jobOf(this.#stage, scene, errand, { turned, fate, broken: this.#broken }));
    this.#told(ending, end, reached);
    if (end !== 'killed') this.#findings.check(isAnswer(end), `another ${ending} ended with ${end}`);
    await judgeLeft(this.#stage, scene, this.#findings);
  }

  /** The first process stands still, another one comes and goes or dies, and then the first goes on, or dies. */
  async #beside(scene: Scene, at: number): Promise<void> {
    const halt = { at, what: 'halt' } as const;
    const first = new MoverProcess(jobOf(this.#stage, scene, scene.errand, { fate: halt, broken: this.#broken }));
    const reached = await first.halted;
    this.#told(scene.errand, 'halted', reached);
    await this.#rival(scene);
    await judgeLeft(this.#stage, scene, this.#findings);
    if (this.#plan.script === undefined && this.#dice.below(3) === 0) first.kill();
    else first.goOn();
    const { end } = await first.ended;
    this.#path.push(`the first: ${end}`);
    this.#findings.check(end === 'killed' || isAnswer(end), `the first ended with ${end}`);
    await judgeLeft(this.#stage, scene, this.#findings);
    await this.#finish(scene);
  }

  async #rival(scene: Scene): Promise<void> {
    const ending = this.#ending();
    const { errand, turned } = endingOf(scene, ending);
    const at = this.#rivalAt();
    const fate: { fate?: Fate } = at === undefined ? {} : { fate: { at, what: 'die' } };
    const job = jobOf(this.#stage, scene, errand, { turned, ...fate, broken: this.#broken });
    const { end, reached } = await runMover(job);
    this.#told(`another, ${ending}`, end, reached);
    this.#findings.check(end === 'killed' || isAnswer(end), `another ${ending} ended with ${end}`);
  }

  /** Resumes or cancels, in a process of its own or in this one; for a purge both. */
  async #finish(scene: Scene): Promise<void> {
    const ending = this.#ending();
    const end = await this.#end(scene, ending);
    if (scene.errand !== 'purge' || ending === 'resume') return this.#judgeAnswer(scene, ending, end);
    this.#findings.same(end, 'move_refused/completed', 'a cancellation of what is purged');
    await this.#judgeAnswer(scene, 'resume', await this.#end(scene, 'resume'));
  }

  async #end(scene: Scene, ending: Ending): Promise<string> {
    const { errand, turned } = endingOf(scene, ending);
    const isHere = this.#broken === undefined && this.#dice.below(3) > 0;
    const end = isHere
      ? await doHere(this.#stage, scene, errand, turned)
      : (await runMover(jobOf(this.#stage, scene, errand, { turned, broken: this.#broken }))).end;
    this.#path.push(`${ending} ${isHere ? 'here' : 'elsewhere'}: ${end}`);
    return end;
  }

  async #judgeAnswer(scene: Scene, ending: Ending, end: string): Promise<void> {
    const active: SideName | undefined = holderAfter(scene, ending, end);
    this.#findings.check(active !== undefined, `to ${ending} ended with ${end}`);
    if (active !== undefined) await judgeEnd(this.#stage, scene, active, this.#findings);
  }

  /** Where the other process dies, if it comes so far; undefined: it lives. */
  #rivalAt(): number | undefined {
    const { script } = this.#plan;
    if (script !== undefined) return script.rivalAt;
    return this.#dice.below(2) === 0 ? this.#dice.below(120) : undefined;
  }

  #ending(): Ending {
    return this.#plan.script?.ending ?? (this.#dice.below(2) === 0 ? 'resume' : 'cancel');
  }

  #told(who: string, end: string, reached: Point | undefined): void {
    if (reached === undefined) this.#path.push(`${who}: ${end}`);
    else {
      const { at, phase, place, what, step = 'none' } = reached;
      this.#path.push(`${who}: ${end} at ${at}, ${phase} ${place} ${what} (step ${step})`);
      this.#reached.push(reached);
    }
  }
}

/** What a mover may answer to whom another one was first. */
function isAnswer(end: string): boolean {
  return ['ok', 'move_cancelled', 'move_refused/completed', 'move_refused/not_there', 'revision_conflict'].includes(
    end,
  );
}
