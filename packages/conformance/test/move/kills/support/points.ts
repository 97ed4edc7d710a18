import type { MoveStep } from '@colloquy/core';
import type { Dice } from '../../../../src/processes/Dice.ts';
import type { Errand, Point } from '../child/Job.ts';
import { stepsOf } from './stepStates.ts';

/** A point around the effect of a named step. */
export interface StepPoint {
  readonly step: MoveStep;
  /** `between`: some of its requests are done, and others are not. */
  readonly phase: 'before' | 'between' | 'after';
  /** `told`: where the mover says so. `wire`: at the request that has the effect, the first or the last of them. */
  readonly how: 'told' | 'wire';
  readonly at: number;
}

const isAfter = ({ phase }: Point): boolean => phase === 'after';

/** The points around every step of an errand, found in what an undisturbed run of it has passed. */
export function stepPoints(errand: Errand, trace: readonly Point[]): readonly StepPoint[] {
  return stepsOf[errand].steps.flatMap(([step]) => {
    const isTold = ({ place, what }: Point): boolean => place === 'step' && what === step;
    const begin = trace.findIndex((point) => isTold(point) && point.phase === 'before');
    const end = trace.findIndex((point, at) => at > begin && isTold(point) && point.phase === 'after');
    if (begin === -1 || end === -1) throw new Error(`an undisturbed ${errand} did not come to ${step}`);
    const within = trace.slice(begin, end).filter(({ writes }) => writes);
    const first = within.find(({ phase }) => phase === 'before');
    const [firstDone, lastDone] = [within.find(isAfter), within.findLast(isAfter)];
    const points: StepPoint[] = [
      { step, phase: 'before', how: 'told', at: begin },
      { step, phase: 'after', how: 'told', at: end },
    ];
    if (first !== undefined) points.push({ step, phase: 'before', how: 'wire', at: first.at });
    if (lastDone !== undefined) points.push({ step, phase: 'after', how: 'wire', at: lastDone.at });
    if (firstDone !== undefined && firstDone !== lastDone) {
      points.push({ step, phase: 'between', how: 'wire', at: firstDone.at });
    }
    return points;
  });
}

/** The steps in the order in which they were begun, each once. */
export function orderOf(trace: readonly Point[]): readonly string[] {
  return [
    ...new Set(trace.filter(({ place, phase }) => place === 'step' && phase === 'before').map(({ what }) => what)),
  ];
}

/** Statements within a transaction are one like the other: of so many one is drawn from. */
const thinned = 8;

/** So many points of a run, spread over it; for one who only stands still, none at which he would hold a lock. */
export function seededPoints(dice: Dice, trace: readonly Point[], count: number, halting = false): readonly number[] {
  const drawn = trace.filter(({ locked, writes, at }) => !locked || (!halting && (writes || at % thinned === 0)));
  return dice.spread(drawn.length, count).map((nth) => drawn[nth - 1]?.at ?? 0);
}

/** Where a mover is about to open the target, and holds no lock yet. */
export function opening(trace: readonly Point[]): number {
  const effect = trace.findIndex(({ step, writes }) => step === 'activate' && writes);
  return trace.slice(0, effect).findLast(({ locked, phase }) => !locked && phase === 'before')?.at ?? 0;
}

/** Where a step is done. */
export function doneAt(trace: readonly Point[], step: MoveStep): number {
  return trace.find(({ place, what, phase }) => place === 'step' && what === step && phase === 'after')?.at ?? 0;
}
