import type { DialogueId } from '../../address/DialogueId.ts';
import { isColloquyError } from '../../errors/index.ts';
import { judgeSource } from '../arrival/index.ts';
import { check, refuseStrangers } from '../mover/check.ts';
import { decide } from '../mover/decide.ts';
import { patiently } from '../mover/MoverContext.ts';
import { prepareHeaders } from '../prepareHeaders.ts';
import { reportOf } from './reportOf.ts';
import type { DialogueReport } from './MoveReport.ts';
import type { Startable } from './moveOne.ts';
import { baseOf } from './standing.ts';
import { unwritten } from './unwritten.ts';
import type { WholeRun } from './WholeRun.ts';

/** Step 0, the epochs of step 1, and what an arrival would check of the source (MG-WHOLE-07). Writes nothing. */
export async function judgeOne(run: WholeRun, id: DialogueId, standing: Startable): Promise<DialogueReport> {
  try {
    return await judged(run, id, standing);
  } catch (error) {
    run.parts.call.signal?.throwIfAborted();
    if (!isColloquyError(error)) throw error;
    return reportOf(id, 'refused', error);
  }
}

async function judged(run: WholeRun, id: DialogueId, { is, source, target }: Startable): Promise<DialogueReport> {
  const { context, to, call } = run.parts;
  await refuseStrangers(context, to, id, call);
  const [from, there] = [await context.source.identity(call), await to.identity(call)];
  const plan = decide({ source, target, from: from.here, to: there.here, mine: undefined });
  if (is === 'transit') {
    const moveId = 'out' in plan ? plan.out.moveId : target.text?.moveId;
    const message = 'A move is under way: a run goes on with it.';
    return { dialogueId: id, outcome: 'in-transit', ...(moveId === undefined ? {} : { moveId }), message };
  }
  const base = baseOf(target);
  const unfinished = 'It has a commit unfinished: a move would settle it first.';
  if (source.pending) return { dialogueId: id, outcome: 'not-checked', reason: 'unfinished', message: unfinished };
  await check(context, to, source, target, call);
  const epochs = source.head === undefined ? [] : [source.head.epoch];
  const headers = { source: unwritten(context.source.header), target: unwritten(to.header), epochs };
  await patiently(context, () => prepareHeaders(headers, call), call);
  const pace = (load: Parameters<WholeRun['take']>[0]): Promise<void> => run.take(load, call, false);
  const request = { id, source: context.source.backend, tenant: from.tenant, movers: context.movers, pace, ...call };
  const upTo = source.head === undefined ? {} : { upTo: source.head.n };
  const sound = await patiently(context, () => judgeSource({ ...request, ...upTo }), call);
  if (sound.outcome === 'sound') {
    const { n, copied } = sound;
    const { records, bytes } = copied;
    return { dialogueId: id, outcome: 'would-move', n, base, records, entries: n - base, bytes };
  }
  const message = sound.outcome === 'unfinished' ? unfinished : 'It was written to while it was read.';
  return { dialogueId: id, outcome: 'not-checked', reason: sound.outcome, message };
}
