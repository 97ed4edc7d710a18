import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { explore, type Actor } from '../src/steps/explore.ts';
import { HeldCall } from '../src/steps/HeldCall.ts';
import { StepGate, type StepFaults } from '../src/steps/StepGate.ts';

const faults: StepFaults = { refused: () => new Error('refused'), lost: () => new Error('lost') };

/** A client that writes each of the names, one request each. */
function writer(gate: StepGate, names: readonly string[], done: string[]): () => Promise<string> {
  return async () => {
    for (const name of names) await gate.pass('write', async () => void done.push(name), faults);
    return 'answer';
  };
}

describe('a step gate', () => {
  test('holds each request until it is released', async () => {
    const [gate, done] = [new StepGate(), [] as string[]];
    const call = new HeldCall(gate, writer(gate, ['a', 'b'], done));
    expect(await call.held()).toBe(true);
    expect(done).toEqual([]);
    await gate.release();
    expect(done).toEqual(['a']);
    expect(await call.held()).toBe(true);
    expect(await call.finish()).toEqual({ status: 'answered', answer: 'answer' });
    expect(done).toEqual(['a', 'b']);
    expect(gate.executed).toEqual({ read: 0, write: 2 });
  });

  test('a refused request is not executed, one whose answer is lost is', async () => {
    for (const [fate, expected] of [
      ['refused', []],
      ['lost', ['a']],
    ] as const) {
      const [gate, done] = [new StepGate(), [] as string[]];
      const call = new HeldCall(gate, writer(gate, ['a', 'b'], done));
      await call.held();
      await gate.release(fate);
      expect(await call.finish()).toMatchObject({ status: 'rejected', error: { message: fate } });
      expect(done).toEqual(expected);
    }
  });

  test('the requests of a dead client are never executed and never answered', async () => {
    const [gate, done] = [new StepGate(), [] as string[]];
    const call = new HeldCall(gate, writer(gate, ['a', 'b'], done));
    await call.advance(1);
    gate.kill();
    const late = new HeldCall(gate, writer(gate, ['c'], done));
    await turn();
    expect(done).toEqual(['a']);
    expect([call.settled, late.settled]).toEqual([undefined, undefined]);
  });

  test('advance says whether the call is still under way', async () => {
    const [gate, done] = [new StepGate(), [] as string[]];
    const call = new HeldCall(gate, writer(gate, ['a', 'b'], done));
    expect(await call.advance(1)).toBe(true);
    expect(await call.advance(1)).toBe(false);
    expect(await call.advance(1)).toBe(false);
  });
});

/** Two clients that add one to a number that they read before: the classic lost update. */
async function increments(play: (actors: readonly Actor[]) => Promise<void>): Promise<number> {
  let value = 0;
  const actor = (): Actor => {
    const gate = new StepGate();
    return {
      gate,
      run: async () => {
        const read = await gate.pass('read', async () => value, faults);
        await gate.pass('write', async () => void (value = read + 1), faults);
      },
    };
  };
  await play([actor(), actor()]);
  return value;
}

describe('explore', () => {
  test('finds the schedule that loses an update', async () => {
    const values: number[] = [];
    await explore({ limit: 100 }, async (play) => void values.push(await increments(play)));
    expect(new Set(values)).toEqual(new Set([1, 2]));
    // The first schedule interrupts nobody.
    expect(values[0]).toBe(2);
  });

  test('tries every schedule of two clients with two requests each, once', async () => {
    const orders = new Set<string>();
    const tried = await explore({ limit: 100, preemptions: 4 }, async (play) => {
      const done: string[] = [];
      const actors = ['a', 'b'].map((name): Actor => {
        const gate = new StepGate();
        return { gate, run: async () => void (await writer(gate, [name, name], done)()) };
      });
      await play(actors);
      orders.add(done.join(''));
    });
    expect([...orders].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['aabb', 'abab', 'abba', 'baab', 'baba', 'bbaa']);
    expect(tried).toBe(6);
  });

  test('without preemption only the order of whole clients changes', async () => {
    expect(await explore({ limit: 100, preemptions: 0 }, async (play) => void (await increments(play)))).toBe(2);
  });

  test('stops at the limit', async () => {
    expect(await explore({ limit: 3 }, async (play) => void (await increments(play)))).toBe(3);
  });

  test('what a client rejects with fails the scenario', async () => {
    const broken = explore({ limit: 1 }, (play) =>
      play([{ gate: new StepGate(), run: () => Promise.reject(new Error('x')) }]),
    );
    await expect(broken).rejects.toThrow('x');
  });
});
