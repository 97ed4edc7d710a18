import { createInterface } from 'node:readline';
import { Reaper } from './Death.ts';
import { playDialogue, type DialogueSetting } from './dialogueProgram.ts';
import type { DialogueStep } from './DialogueStep.ts';
import { playHeader, type HeaderStep } from './headerProgram.ts';
import { openElsewhere } from './openElsewhere.ts';
import { startSignal, type Job } from './protocol.ts';
import { Reporter } from './Reporter.ts';
import { playStore } from './storeProgram.ts';
import type { StoreStep } from './StoreStep.ts';
import { fromWire } from './wire.ts';

/** What a worker process does: reads its job, opens the store, waits for the start, plays its script. */
export async function work(): Promise<void> {
  // A worker whose suite is gone goes too.
  process.stdin.once('end', () => process.exit(1));
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done === true) return;
  const job = fromWire(first.value) as Job;
  const reporter = new Reporter(job.origin);
  const reaper = new Reaper(job.death);
  const store = await openElsewhere(job.elsewhere, reaper.reach);
  reporter.send({ type: 'ready' });
  const start = await lines.next();
  if (start.done !== true && start.value === startSignal) {
    const program = { store, id: job.id, salt: job.client, reporter, reaper };
    if (job.program === 'store') await playStore(program, job.steps as readonly StoreStep[]);
    else if (job.program === 'header') await playHeader(store.header, reporter, job.steps as readonly HeaderStep[]);
    else await playDialogue(program, job.setting as DialogueSetting, job.steps as readonly DialogueStep[]);
    reporter.send({ type: 'done' });
  }
  await store.close();
  process.stdin.destroy();
}
