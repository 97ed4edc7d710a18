import { CallbackAuditSink, ColloquyError, isColloquyError, verifyAudit, type AuditEvent } from '@colloquy/core';
import { createTestAuditTrail, seededSources } from '@colloquy/core/testing';
import type { AuditLaw } from '../support/AuditFixture.ts';
import { FaultySink, GatedSink, listSink, settle } from '../support/sinks.ts';
import { refusing, saying, tick, warning } from '../support/trails.ts';

function reasonOf(error: unknown): unknown {
  return isColloquyError(error, 'audit_failed') ? error.context['reason'] : error;
}

export const failureLaws: readonly AuditLaw[] = [
  {
    clause: 'AU-FAIL-01',
    title: 'a sink that refuses makes the call reject, with reason and cause',
    run: async (t) => {
      const sink = new FaultySink('refuses');
      const trail = refusing(sink);
      const error = await t.rejects(async () => trail.record(tick()), 'went-on');
      t.equal(reasonOf(error), 'sink_error', 'other-code');
      t.equal((error as ColloquyError).context['operation'], 'test.tick', 'other-context');
      t.equal(((error as ColloquyError).cause as Error).message, 'the sink is out of order', 'other-cause');
      t.equal(trail.head(), undefined, 'other-head');
      await trail.record(tick());
      t.equal(trail.head()?.n, 1, 'other-head');
    },
  },
  {
    clause: 'AU-FAIL-01',
    title: 'the reason of a sink stands: its code, or its own reason',
    run: async (t) => {
      const errors = [
        new ColloquyError('storage_full', 'full'),
        new ColloquyError('audit_failed', 'moved', { context: { reason: 'replaced' } }),
      ];
      const write = (): never => {
        throw errors.shift() ?? new Error('none');
      };
      const trail = refusing(new CallbackAuditSink({ write }));
      for (const reason of ['storage_full', 'replaced', 'sink_error']) {
        t.equal(reasonOf(await t.rejects(async () => trail.record(tick()), 'went-on')), reason, 'other-code');
      }
    },
  },
  {
    clause: 'AU-FAIL-02',
    title: 'under warn the call goes on, and the callback hears of each event',
    run: async (t) => {
      const sink = new FaultySink('refuses', 'refuses');
      const { trail, warnings } = warning(sink);
      await trail.record(tick(1));
      await trail.record(tick(2));
      t.equal(
        warnings.map(({ reason, operation, unrecorded, error }) => [reason, operation, unrecorded, error.code]),
        [
          ['sink_error', 'test.tick', 1, 'audit_failed'],
          ['sink_error', 'test.tick', 2, 'audit_failed'],
        ],
        'not-heard',
      );
      t.equal(sink.lines, [], 'written');
    },
  },
  {
    clause: 'AU-FAIL-02',
    title: 'a callback that throws ends the call after all',
    run: async (t) => {
      const trail = createTestAuditTrail({
        sink: new FaultySink('refuses'),
        principal: 'a',
        onFailure: 'warn',
        onWarning: () => {
          throw new Error('deaf');
        },
        sources: seededSources({ seed: 1 }),
      });
      t.equal(reasonOf(await t.rejects(async () => trail.record(tick()), 'went-on')), 'warning', 'other-code');
      await trail.record(tick());
    },
  },
  {
    clause: 'AU-FAIL-02',
    title: 'a trail is made with a policy, and warn with a callback',
    run: async (t) => {
      const base = { sink: listSink().sink, principal: 'a', sources: seededSources({ seed: 1 }) };
      for (const policy of [
        {},
        { onFailure: 'warn' },
        { onFailure: 'ignore' },
        { onFailure: 'refuse', maxPending: 0 },
      ]) {
        const options = { ...base, ...policy } as Parameters<typeof createTestAuditTrail>[0];
        const error = await t.rejects(async () => createTestAuditTrail(options), 'accepted');
        t.check(isColloquyError(error, 'invalid_argument'), 'other-code', { actual: error });
      }
    },
  },
  {
    clause: 'AU-FAIL-03',
    title: 'the next event says how many were not confirmed, once',
    run: async (t) => {
      const sink = new FaultySink('refuses', 'keeps and fails', 'works');
      const { trail } = warning(sink);
      for (let number = 1; number <= 4; number++) await trail.record(tick(number));
      const said = sink.events.map((event) => [event.counts?.['tick'], event.unrecorded]);
      t.equal(
        said,
        [
          [2, 1],
          [3, 2],
          [4, undefined],
        ],
        'gap-not-shown',
      );
      const { findings, unrecorded } = await verifyAudit(sink.lines);
      t.equal([findings, unrecorded], [[], 3], 'gap-not-shown');
    },
  },
  {
    clause: 'AU-FAIL-04',
    title: 'what was kept without an answer is where the chain goes on',
    run: async (t) => {
      const sink = new FaultySink('keeps and fails', 'works', 'refuses', 'works');
      const { trail } = warning(sink);
      for (let number = 1; number <= 4; number++) await trail.record(tick(number));
      t.equal(sink.asked, 3, 'not-asked');
      t.equal(
        sink.events.map(({ n }) => n),
        [1, 2, 3],
        'not-one-chain',
      );
      t.equal((await verifyAudit(sink.lines)).findings, [], 'not-one-chain');
    },
  },
  {
    clause: 'AU-FAIL-05',
    title: 'more events than may wait are failures at once, and the others are kept',
    run: async (t) => {
      const sink = new GatedSink();
      const trail = createTestAuditTrail({
        sink,
        principal: 'a',
        onFailure: 'refuse',
        maxPending: 3,
        sources: seededSources({ seed: 1 }),
      });
      const waiting = [1, 2, 3].map(async (number) => trail.record(tick(number)));
      await settle();
      let late: unknown = 'waits';
      const fourth = trail.record(tick(4)).catch((error: unknown) => {
        late = error;
      });
      await settle();
      t.equal(reasonOf(late), 'backlog', 'not-bounded');
      for (let call = 0; call < 4; call++) {
        sink.pass();
        await settle();
      }
      await Promise.all([...waiting, fourth]);
      const fifth = trail.record(tick(5));
      await settle();
      sink.pass();
      await fifth;
      t.equal(
        sink.kept.map(({ event }) => [event.counts?.['tick'], event.unrecorded]),
        [
          [1, undefined],
          [2, 1],
          [3, undefined],
          [5, undefined],
        ],
        'other-events',
      );
    },
  },
  {
    clause: 'AU-FAIL-06',
    title: 'close waits, closes the sink once, and records after it fail',
    run: async (t) => {
      const sink = new GatedSink();
      const closed: number[] = [];
      sink.close = async () => {
        closed.push(sink.kept.length);
      };
      const trail = refusing(sink);
      const recorded = trail.record(tick());
      const closing = [trail.close(), trail.close()];
      await settle();
      t.equal(closed, [], 'closed-too-early');
      const late = await t.rejects(async () => trail.record(tick()), 'went-on');
      t.equal(reasonOf(late), 'closed', 'other-code');
      sink.pass();
      await Promise.all([recorded, ...closing]);
      t.equal(closed, [1], 'closed-too-early');
    },
  },
  {
    clause: 'AU-CALL-01',
    title: 'one event after the promise of the other, in order',
    run: async (t) => {
      const seen: string[] = [];
      const sink = new CallbackAuditSink({
        write: async (_line, { n }) => {
          seen.push(`begin ${n}`);
          await settle();
          seen.push(`end ${n}`);
        },
      });
      const trail = refusing(sink);
      await Promise.all([1, 2, 3].map(async (number) => trail.record(tick(number))));
      t.equal(
        seen,
        [1, 2, 3].flatMap((n) => [`begin ${n}`, `end ${n}`]),
        'overlapping',
      );
    },
  },
  {
    clause: 'AU-CALL-01',
    title: 'a chain goes on where last says, and else where the callback last succeeded',
    run: async (t) => {
      const first = listSink();
      await refusing(first.sink).record(tick(1));
      const lines = [...first.lines];
      const kept: AuditEvent[] = [...first.events];
      let fails = false;
      const write = (line: string, event: AuditEvent): void => {
        if (fails) throw new Error('full');
        lines.push(line);
        kept.push(event);
      };
      let closed = 0;
      const close = (): void => {
        closed += 1;
      };
      const second = refusing(
        new CallbackAuditSink({ write, last: () => kept.at(-1), close }),
        seededSources({ seed: 2 }),
      );
      await second.record(tick(2));
      fails = true;
      await t.rejects(async () => second.record(tick(3)), 'went-on');
      fails = false;
      await second.record(tick(4));
      await second.close();
      t.equal(closed, 1, 'not-closed');
      t.equal(
        kept.map(({ n }) => n),
        [1, 2, 3],
        'not-one-chain',
      );
      t.equal((await verifyAudit(lines)).findings, [], 'not-one-chain');

      const alone = listSink();
      await refusing(alone.sink).record(tick(1));
      t.equal(saying(alone.events[0]), tick(1), 'other-events');
      t.equal(await alone.sink.last(), { event: alone.events[0] }, 'not-one-chain');
    },
  },
];
