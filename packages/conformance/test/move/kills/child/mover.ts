import { createMover, dialogueId, FileMoveRegister, openMoverKey, type Mover } from '@colloquy/core';
import type { OpenStore } from '../../../../src/kit/AdapterKit.ts';
import { endOf } from '../../../../src/dialogue/support/errors.ts';
import type { Reach } from '../../../kits/Reach.ts';
import { announceFiles } from './announceFiles.ts';
import type { Errand, Job, StoreAt } from './Job.ts';
import { Points, tell } from './Points.ts';

/** Longer than another process needs for what it holds meanwhile, shorter than a test. */
const patience = 20_000;

export const errands: Readonly<Record<Errand, (mover: Mover, id: ReturnType<typeof dialogueId>) => Promise<unknown>>> =
  {
    start: (mover, id) => mover.start(id),
    cancel: (mover, id) => mover.cancel(id),
    back: (mover, id) => mover.back(id),
    purge: (mover, id) => mover.purge(id),
  };

/** Does one errand between two stores, with a mover key and no other, and tells how it ended. */
export async function move(job: Job): Promise<void> {
  const points = new Points(job.fate);
  announceFiles(job.register, points.ofFiles);
  const source = await opened(job.source, points.ofStore('source'));
  const target = await opened(job.target, points.ofStore('target'));
  const mover = createMover({
    source: { backend: source, header: source.header, name: job.source.name },
    target: { backend: target, header: target.header, name: job.target.name },
    signer: await openMoverKey(job.key),
    register: new FileMoveRegister({ directory: job.register }),
    actor: 'mover',
    patience,
    onStep: points.onStep,
  });
  points.begin();
  const end = await endOf(() => errands[job.errand](mover, dialogueId(job.id)));
  if (job.traced === true) tell({ trace: points.trace });
  tell({ end });
}

async function opened({ elsewhere }: StoreAt, reach: Reach): Promise<OpenStore> {
  const { openStore } = (await import(elsewhere.module)) as {
    readonly openStore: (config: unknown, reach: Reach) => Promise<OpenStore>;
  };
  return openStore(elsewhere.config, reach);
}
