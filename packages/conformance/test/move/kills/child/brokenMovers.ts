import type { CoreMutant } from '../../../coreMutants/support/CoreMutant.ts';

/** Movers that go wrong only where a process dies, or where two are at work. The campaign must find each. */
export const brokenMovers = {
  'trusts-what-lies-there': {
    id: 'trusts-what-lies-there',
    clause: 'MG-MOVE-03',
    reason: 'records of the target',
    module: 'move/mover/carry.js',
    find: `const done = await step(context, { ...about, step: 'copy' }, () => patiently(context, () => copyDialogue(request), call));
if (done.outcome === 'superseded') return superseded;
const read = await step(context, { ...about, step: 'verify' }, () => patiently(context, () => verifyCopy(request), call));`,
    replace: `const lies = (await entryAt(to, dialogueId, departed.entry.n, call)) !== undefined;
const believedCopy = { outcome: 'verified', copied: { bytes: 1, digest: '0'.repeat(64), records: 1 } };
const done = await step(context, { ...about, step: 'copy' }, async () => lies ? believedCopy : patiently(context, () => copyDialogue(request), call));
if (done.outcome === 'superseded') return superseded;
const read = await step(context, { ...about, step: 'verify' }, async () => lies ? believedCopy : patiently(context, () => verifyCopy(request), call));`,
    description: 'Takes a log that came whole for a dialogue that came whole, and opens it without reading it back.',
  },
  'reopens-before-dead': {
    id: 'reopens-before-dead',
    clause: 'MG-CANCEL-02',
    reason: 'both stores are active',
    module: 'move/mover/cancel.js',
    find: 'if (!(await abort(context, to, target, { moveId, logId }, call))) return undefined;',
    replace:
      'if (out !== undefined) await reopen(context, out, call); if (!(await abort(context, to, target, { moveId, logId }, call))) return undefined;',
    description: 'Opens the source before the move is dead at the target: C3 before C1.',
  },
  'leaves-before-claimed': {
    id: 'leaves-before-claimed',
    clause: 'MG-MOVE-01',
    reason: 'what is so before claim',
    module: 'move/mover/start.js',
    find: 'course.mine = await claim(context, to, source, target, drawMoveId(context), call);',
    replace:
      'const drawn = drawMoveId(context); await leave(context, to, source, target, drawn, call); course.mine = await claim(context, to, source, target, drawn, call);',
    description: 'Closes the source before the target is claimed.',
  },
  'registers-behind-copy': {
    id: 'registers-behind-copy',
    clause: 'MG-REGISTER-01',
    reason: 'rows were copied before the register knows that the source was left',
    module: 'move/mover/carry.js',
    find: `await publishOut(context, departed, call);
await prepare(context, to, departed, call);
const request = arrivalOf(context, to, departed, call);
if (request === undefined) return superseded;
const { dialogueId, moveId } = departed.out;
const about = { dialogueId, moveId };
const done = await step(context, { ...about, step: 'copy' }, () => patiently(context, () => copyDialogue(request), call));`,
    replace: `await prepare(context, to, departed, call);
const request = arrivalOf(context, to, departed, call);
if (request === undefined) return superseded;
const { dialogueId, moveId } = departed.out;
const about = { dialogueId, moveId };
const done = await step(context, { ...about, step: 'copy' }, () => patiently(context, () => copyDialogue(request), call));
await publishOut(context, departed, call);`,
    description: 'Copies before the register knows that the source was left.',
  },
} as const satisfies Readonly<Record<string, CoreMutant>>;

export type BrokenMover = keyof typeof brokenMovers;
