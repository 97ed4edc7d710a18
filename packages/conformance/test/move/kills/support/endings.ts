import { endOf } from '../../../../src/dialogue/support/errors.ts';
import type { BrokenMover } from '../child/brokenMovers.ts';
import type { Errand, Fate, Job } from '../child/Job.ts';
import { errands } from '../child/mover.ts';
import type { Scene } from './Scene.ts';
import type { SideName, Stage } from './Stage.ts';

/** What is done about a move whose process died. */
export type Ending = 'resume' | 'cancel';

/** Which errand that is; `turned` where it is one of a mover from the target to the source. */
export function endingOf({ errand }: Scene, ending: Ending): { readonly errand: Errand; readonly turned: boolean } {
  if (ending === 'cancel') return { errand: 'cancel', turned: errand === 'back' };
  return { errand: errand === 'cancel' ? 'start' : errand, turned: false };
}

/** The store that has the dialogue after an ending has answered so; undefined for an answer that is none. */
export function holderAfter({ errand, giver, taker }: Scene, ending: Ending, end: string): SideName | undefined {
  if (errand === 'purge') {
    return end === (ending === 'resume' ? 'ok' : 'move_refused/completed') ? taker : undefined;
  }
  const holders: Readonly<Record<string, SideName>> =
    ending === 'resume'
      ? { ok: taker, move_cancelled: giver }
      : { ok: giver, 'move_refused/completed': taker, 'move_refused/not_there': giver };
  return holders[end];
}

export interface JobOptions {
  readonly turned?: boolean;
  readonly fate?: Fate;
  readonly traced?: boolean;
  readonly broken?: BrokenMover | undefined;
}

export function jobOf(stage: Stage, { id }: Scene, errand: Errand, options: JobOptions = {}): Job {
  const { turned = false, fate, traced, broken } = options;
  const { source, target, key, register } = stage.addresses;
  return {
    id,
    errand,
    source: turned ? target : source,
    target: turned ? source : target,
    key,
    register,
    ...(fate === undefined ? {} : { fate }),
    ...(traced === undefined ? {} : { traced }),
    ...(broken === undefined ? {} : { broken }),
  };
}

/** The same within this process. Answers with how it ended. */
export async function doHere(stage: Stage, { id }: Scene, errand: Errand, turned: boolean): Promise<string> {
  return endOf(() => errands[errand](stage.mover({ turned }), id));
}
