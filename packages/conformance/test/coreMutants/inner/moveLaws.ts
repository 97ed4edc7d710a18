import type { Mover } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../../../src/dialogue/kit/DialogueFixture.ts';
import { endOf, expectEnd } from '../../../src/dialogue/support/errors.ts';
import { MoveWorld, openGate, type Client } from '../../../src/dialogue/support/MoveWorld.ts';
import { demandWayOut, walk, type Role } from '../../../src/dialogue/support/moveWalk.ts';
import { id } from '../../../src/dialogue/support/story.ts';
import { HeldCall } from '../../../src/steps/HeldCall.ts';
import { StepGate } from '../../../src/steps/StepGate.ts';

/*
 * The protocol of a move as interleavings of the real code, over two stores in memory and a register: what section 11 of
 * docs/spec/migration.md explored as a state machine.
 */

const casts: readonly (readonly Role[])[] = [
  ['start', 'again', 'newcomer'],
  ['start', 'cancel', 'writer'],
  ['start', 'again', 'cancel', 'writer', 'newcomer'],
  ['start', 'cancel', 'newcomer'],
];

const free = (seed: number): Client => ({ gate: openGate(), seed });

/** Requests before which a process dies, at least. */
const killPoints = 100;

async function activeAt(t: DialogueContext, world: MoveWorld, expected: string, message = ''): Promise<void> {
  const active = `${(await world.isActive('source')) ? 'S' : '-'}${(await world.isActive('target')) ? 'T' : '-'}`;
  t.equal(active, expected, active === 'ST' ? 'both-active' : 'other-active', message);
}

interface Kind {
  readonly name: string;
  readonly from: MoveWorld;
  readonly run: (mover: Mover) => Promise<unknown>;
}

/** What is killed, and where it begins. */
async function kinds(): Promise<readonly Kind[]> {
  const fresh = await MoveWorld.create();
  const closed = await fresh.copy();
  await endOf(() => closed.mover(free(1), { onStep: stopAfter('copy', new Error('killed')) }).start(id));
  const moved = await closed.copy();
  await moved.mover(free(2)).start(id);
  return [
    { name: 'start', from: fresh, run: (mover) => mover.start(id) },
    { name: 'cancel', from: closed, run: (mover) => mover.cancel(id) },
    { name: 'back', from: moved, run: (mover) => mover.back(id) },
  ];
}

export const moveLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-MOVE-02',
    title:
      'two movers, a canceller and writers at both stores, in schedules with late requests, lost answers and deaths',
    run: async (t) => {
      const base = await MoveWorld.create();
      for (let round = 0; round < t.runs * casts.length * 2; round++) {
        const roles = casts[round % casts.length] ?? [];
        const kills = round % 3 === 0 ? 8 : 0;
        const world = await base.copy();
        const { told, path } = await walk(t, world, { seed: t.seed + round, roles, kills, losses: 10 });
        await demandWayOut(t, world, told, path);
      }
    },
  },
  {
    clause: 'MG-MOVE-01',
    title:
      'a move, a cancellation and a way back, killed before each of their requests: start alone and cancel alone end it',
    run: async (t) => {
      let points = 0;
      for (const { name, from, run } of await kinds()) {
        const before = await from.dump('source');
        for (let isRunning = true, point = 0; isRunning; point++) {
          const world = await from.copy();
          const gate = new StepGate();
          const call = new HeldCall(gate, () => endOf(() => run(world.mover({ gate, seed: t.seed + point }))));
          isRunning = await call.advance(point);
          gate.kill();
          points += 1;
          const path = [`${name}, killed before request ${point + 1}`];
          const isUntouched = name === 'start' && (await world.isActive('source'));
          if (isUntouched) t.equal(await world.dump('source'), before, 'source-touched', path[0]);
          await demandWayOut(t, world, new Set(), path, name === 'back');
        }
      }
      t.check(points > killPoints, 'too-few-points', { actual: points });
    },
  },
  {
    clause: 'MG-MOVE-06',
    title: 'a target that was put back to before its claim is claimed again under the move that the source names',
    run: async (t) => {
      const world = await MoveWorld.create();
      const empty = await world.copy();
      const killed = new Error('killed');
      const dies = { onStep: stopAfter('copy', killed) };
      await endOf(() => world.mover(free(1), dies).start(id));
      await world.restore('target', empty);
      const { moveId } = await world.mover(free(2)).start(id);
      await activeAt(t, world, '-T');
      const source = await world.backend('source').migration.residence(id);
      t.check(source.residence?.move.includes(moveId) === true, 'other-move');
    },
  },
  {
    clause: 'MG-MOVE-07',
    title: 'a source that has undone a move is not left by it again, and the target that was put back is aborted anew',
    run: async (t) => {
      for (const registered of [true, false]) {
        const world = await MoveWorld.create();
        const claim = { registered, onStep: stopAfter('claim', new Error('killed')) };
        await endOf(() => world.mover(free(1), claim).start(id));
        const claimed = await world.copy();
        const leave = { registered, onStep: stopAfter('leave', new Error('killed')) };
        await endOf(() => world.mover(free(2), leave).start(id));
        await world.mover(free(3), { registered }).cancel(id);
        await activeAt(t, world, 'S-', 'cancelled');
        await world.restore('target', claimed);
        await expectEnd(t, () => world.mover(free(4), { registered }).start(id), 'move_cancelled', 'left-again');
        await activeAt(t, world, 'S-', 'started late');
        const { residence } = await world.backend('target').migration.residence(id);
        t.equal(residence?.status, 'aborted', 'claim-left');
      }
    },
  },
  {
    clause: 'MG-CANCEL-02',
    title:
      'a source that is open again is seen before the target is opened, also where that one was put back meanwhile',
    run: async (t) => {
      for (const registered of [true, false]) {
        const world = await MoveWorld.create();
        const onStep = async ({ step, phase }: { readonly step: string; readonly phase: string }): Promise<void> => {
          if (step !== 'activate' || phase !== 'before') return;
          const importing = await world.copy();
          await world.mover(free(2), { registered }).cancel(id);
          await world.restore('target', importing);
        };
        await expectEnd(t, () => world.mover(free(1), { registered, onStep }).start(id), 'move_cancelled', 'went-on');
        await activeAt(t, world, 'S-', `registered: ${registered}`);
      }
    },
  },
  {
    clause: 'MG-REGISTER-01',
    title:
      'with a register a target that was put back behind its arrival is not opened again, nor a source that was left',
    run: async (t) => {
      const world = await MoveWorld.create();
      const before = await world.copy();
      await endOf(() => world.mover(free(1), { onStep: stopAfter('verify', new Error('killed')) }).start(id));
      const importing = await world.copy();
      await world.mover(free(2)).start(id);
      await world.restore('target', importing);
      await expectEnd(t, () => world.mover(free(3)).start(id), 'integrity_error/rollback', 'opened-again');
      await expectEnd(t, () => world.mover(free(4)).cancel(id), 'integrity_error/rollback', 'taken-back');
      await activeAt(t, world, '--');
      await world.restore('source', before);
      await world.restore('target', before);
      await expectEnd(t, () => world.mover(free(5)).start(id), 'integrity_error/rollback', 'left-again');
    },
  },
];

function stopAfter(step: string, error: Error): (event: { readonly step: string; readonly phase: string }) => void {
  return (event) => {
    if (event.step === step && event.phase === 'after') throw error;
  };
}
