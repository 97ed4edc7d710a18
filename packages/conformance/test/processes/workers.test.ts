import { dialogueId } from '@colloquy/core';
import { describe, expect, test } from 'vitest';
import { itemKey } from '../../src/data/names.ts';
import { origin } from '../../src/processes/clock.ts';
import { memoryProcessKit } from '../../src/processes/memoryProcessKit.ts';
import { PlayFailed, playWorkers } from '../../src/processes/playWorkers.ts';
import type { Job, Report } from '../../src/processes/protocol.ts';
import { resumeStore } from '../../src/processes/storeHistory.ts';
import type { StoreStep } from '../../src/processes/StoreStep.ts';
import { WorkerProcess } from '../../src/processes/WorkerProcess.ts';
import type { Fixture } from '../../src/kit/AdapterKit.ts';

const id = dialogueId('workers');

function write(at: number): StoreStep {
  return { do: 'write', tag: `a0.${at}`, keys: [itemKey(at)] };
}

async function withFixture<T>(
  use: (fixture: Required<Pick<Fixture, 'elsewhere'>> & Fixture) => Promise<T>,
): Promise<T> {
  const fixture = await memoryProcessKit().create();
  try {
    return await use(fixture as Required<Pick<Fixture, 'elsewhere'>> & Fixture);
  } finally {
    await fixture.close();
  }
}

function jobOf(
  fixture: Required<Pick<Fixture, 'elsewhere'>>,
  steps: readonly StoreStep[],
  more: Partial<Job> = {},
): Job {
  return { client: 'a0', origin: origin(), elsewhere: fixture.elsewhere, id, program: 'store', steps, ...more };
}

describe('a worker process', () => {
  test('reports the beginning of a call before its effect, and the end before it goes on', async () => {
    await withFixture(async (fixture) => {
      const heard: Report[] = [];
      const worker = new WorkerProcess(jobOf(fixture, [write(0), { do: 'head' }]), (report) => heard.push(report));
      await worker.ready;
      expect(heard).toEqual([]);
      worker.start();
      expect(await worker.ended).toMatchObject({ code: 0, signal: null });
      expect(heard.map(({ type }) => type)).toEqual([
        'begin',
        'end',
        'begin',
        'end',
        'step',
        'begin',
        'end',
        'step',
        'done',
      ]);
      const times = heard.flatMap((report) => ('at' in report ? [report.at] : []));
      expect(times.toSorted((a, b) => a - b)).toEqual(times);
    });
  });

  test('dies where it was told to: before the call nothing is written, after the answer everything', async () => {
    for (const [at, n, last] of [
      ['before-call', undefined, 'begin'],
      ['after-report', 1, 'end'],
    ] as const) {
      await withFixture(async (fixture) => {
        const heard: Report[] = [];
        const job = jobOf(fixture, [write(0)], { death: { commit: 1, at } });
        const worker = new WorkerProcess(job, (report) => heard.push(report));
        await worker.ready;
        worker.start();
        expect(await worker.ended).toMatchObject({ signal: 'SIGKILL' });
        expect((await fixture.store.head(id))?.n, at).toBe(n);
        expect(heard.at(-1)?.type, at).toBe(last);
      });
    }
  });

  test('that cannot open its store says why, and is not ready', async () => {
    await withFixture(async (fixture) => {
      const elsewhere = { ...fixture.elsewhere, module: 'file:///no/such/module.js' };
      const worker = new WorkerProcess(jobOf({ elsewhere }, []), () => undefined);
      await expect(worker.ready).rejects.toThrow(/a0 ended with code 1[^]*no\/such\/module/);
    });
  });
});

describe('a play', () => {
  test('that fails leaves no process behind, and tells what was played', async () => {
    await withFixture(async (fixture) => {
      const processes = new Set<number>();
      // One client goes on for ever, the other meets a step that it cannot make.
      const endless = Array.from({ length: 100_000 }, (_, at) => write(at));
      const play = playWorkers<StoreStep>({
        elsewhere: fixture.elsewhere,
        id,
        program: 'store',
        clients: [
          { name: 'a0', steps: endless },
          { name: 'b0', steps: [{ do: 'head' }, { do: 'write', tag: 'b0.1', keys: undefined as never }] },
        ],
        started: (pid) => processes.add(pid),
      });
      const failure: unknown = await play.then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(PlayFailed);
      expect(String(failure)).toContain('b0 ended with code 1');
      expect((failure as PlayFailed).played.calls.length).toBeGreaterThan(0);
      expect(processes.size).toBe(2);
      for (const pid of processes) expect(() => process.kill(pid, 0), `${pid} still runs`).toThrow(/ESRCH/);
    });
  });

  test('a client that is killed goes on where it was, and knows what became of its last commit', async () => {
    await withFixture(async (fixture) => {
      const { calls, schedule } = await playWorkers<StoreStep>({
        elsewhere: fixture.elsewhere,
        id,
        program: 'store',
        clients: [
          {
            name: 'a0',
            steps: [write(0), write(1)],
            death: (life) => (life === 0 ? { commit: 2, at: 'before-report' } : undefined),
          },
        ],
        resume: resumeStore,
      });
      expect(schedule).toHaveLength(2);
      expect((await fixture.store.head(id))?.n).toBe(2);
      const ends = calls.map(({ step, end }) => [step, Number.isFinite(end)]);
      expect(ends).toEqual([
        [0, true],
        [0, true],
        [1, true],
        [1, false],
        [1, true],
      ]);
    });
  });
});
