import type { DialogueId } from '../../address/DialogueId.ts';
import { ColloquyError, isColloquyError } from '../../errors/index.ts';
import { prepareHeaders } from '../prepareHeaders.ts';
import { moveRefused } from '../refusals.ts';
import { judgeOne } from './dryRun.ts';
import { eachOf } from './eachOf.ts';
import { notBegun, reportOf } from './reportOf.ts';
import type { MoveReport } from './MoveReport.ts';
import { moveOne, type Startable } from './moveOne.ts';
import { dialoguesAt, standingOf } from './standing.ts';
import { reinstate, retire, successorOf } from './successor.ts';
import { unwritten } from './unwritten.ts';
import type { WholeRun } from './WholeRun.ts';

/** Moves every dialogue, or in a dry run says what would happen (MG-WHOLE-01 to -07). */
export async function migrateStore(run: WholeRun): Promise<MoveReport> {
  const { dryRun, only } = run.parts;
  await refuseUnpaired(run);
  await run.begin();
  if (!dryRun && only === undefined) await putSuccessor(run);
  for (let pass = 1; ; pass++) {
    await run.tell({ event: 'pass', pass });
    if ((await once(run)) === 0 || dryRun || run.halted !== undefined) break;
  }
  const report = run.end();
  const { totals, cutOver } = report;
  await run.tell({ event: 'ended', totals, cutOver });
  return report;
}

/** What would be refused of every dialogue is refused once, before anything is written. */
async function refuseUnpaired({ parts: { context, to, call } }: WholeRun): Promise<void> {
  const [source, target] = [unwritten(context.source.header), unwritten(to.header)];
  await prepareHeaders({ source, target, epochs: [] }, call);
}

/** The source first: at no moment do both take new dialogues. */
async function putSuccessor({ parts: { context, to, call } }: WholeRun): Promise<void> {
  const { here } = await to.identity(call);
  await retire(context.source.header, here, call);
  await reinstate(to.header, call);
}

/**
 * One pass over what the source holds: first what is in transit already, since nobody can write there, then the others. Answers with how
 * many there were to move.
 */
async function once(run: WholeRun): Promise<number> {
  const { context, to, call, concurrency, dryRun, only } = run.parts;
  const found: { readonly id: DialogueId; readonly standing: Startable }[] = [];
  let tried = 0;
  const sort = async (id: DialogueId): Promise<void> => {
    if (run.has(id)) return;
    const standing = await answered(run, id, () => standingOf(context, to, id, run.call));
    if (standing === undefined) return;
    if (standing.is === 'gone') return run.report(standing.report);
    if (standing.is === 'headless') return void headless.add(id);
    tried += 1;
    if (dryRun) return run.report(await judgeOne(run, id, standing));
    if (standing.is === 'transit') return run.report(await moveOne(run, id, standing));
    found.push({ id, standing });
  };
  const headless = new Set<DialogueId>();
  await eachOf(only ?? dialoguesAt(context, call), concurrency, sort);
  await eachOf(found, concurrency, async ({ id, standing }) => {
    const isOn = await answered(run, id, () => requireSuccessor(run));
    if (isOn !== undefined) await run.report(await moveOne(run, id, standing));
  });
  // A first commit that was under way when it was looked at is found by the next pass.
  if (tried === 0 || dryRun || run.halted !== undefined) await refuseHeadless(run, headless);
  return tried;
}

/** Does something for a dialogue that has not begun: undefined where the run is halted, or the store refuses, which is reported. */
async function answered<T>(run: WholeRun, id: DialogueId, act: () => Promise<T>): Promise<T | undefined> {
  if (run.halted !== undefined) {
    await run.report(notBegun(id, run.halted));
    return undefined;
  }
  try {
    return await act();
  } catch (error) {
    run.parts.call.signal?.throwIfAborted();
    if (!isColloquyError(error)) throw error;
    const fault = run.parts.faults.faultIn(error);
    if (fault !== undefined) await run.halt(fault, { interrupt: run.parts.context.whenFull === 'cancel' });
    await run.report(run.halted === undefined ? reportOf(id, 'refused', error) : notBegun(id, run.halted));
    return undefined;
  }
}

/** Somebody who cancels the whole takes the successor out: then nothing new is begun. Dialogues that are named go without one. */
async function requireSuccessor(run: WholeRun): Promise<true> {
  const { context, to, call, only } = run.parts;
  if (only !== undefined) return true;
  const [{ here }, successor] = [await to.identity(call), await successorOf(context.source.header, call)];
  if (successor?.place === here.place) return true;
  const message = `The store ${context.source.name} does not name ${here.name} as its successor any more: the move of the whole store was cancelled. Start it again to go on.`;
  const cancelled = new ColloquyError('move_cancelled', message, { context: { ...here } });
  await run.halt(cancelled, { interrupt: false });
  throw cancelled;
}

async function refuseHeadless(run: WholeRun, ids: ReadonlySet<DialogueId>): Promise<void> {
  const { context, only } = run.parts;
  for (const id of ids) {
    if (only !== undefined) {
      const absent = `The store ${context.source.name} has no dialogue ${id}. Nothing was written; check id and store, and where rows of it are there without a head, look at them with the doctor.`;
      await run.report(reportOf(id, 'refused', new ColloquyError('dialogue_not_found', absent)));
      continue;
    }
    const message = `The store ${context.source.name} has rows of ${id} and no head: a restore has torn it, or its first commit is under way. Nothing was written; look at it with the doctor, and start again.`;
    await run.report(reportOf(id, 'refused', moveRefused(id, 'torn', message)));
  }
}
