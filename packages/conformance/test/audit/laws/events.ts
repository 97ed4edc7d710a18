import { canonicalJson, isColloquyError, type AuditEvent, type AuditRecord, type Json } from '@colloquy/core';
import { createTestAuditTrail, seededSources, type Sources } from '@colloquy/core/testing';
import type { AuditLaw } from '../support/AuditFixture.ts';
import { listSink } from '../support/sinks.ts';
import { refusing, saying, tick } from '../support/trails.ts';

const everything: AuditRecord = {
  operation: 'record.open',
  outcome: 'refused',
  code: 'integrity_error',
  check: 'state_tag',
  step: 6,
  tenant: 'acme',
  dialogue: 'nvidia-analysis',
  epoch: 2 ** 31 - 1,
  kekId: '00112233445566778899aabbccddeeff',
  keyVersions: [1, 7],
  provider: 'local-file',
  counts: { records: 3, bytes: Number.MAX_SAFE_INTEGER, a: 0 },
};

/** Text that has no place in any field. */
const hostile = [
  '',
  'Alice Smith',
  'a\nb',
  'a"b',
  'a\\b',
  '\u0000',
  'é',
  '\ud800',
  '__proto__ ',
  'X'.repeat(65),
  '","n":1,"x":"',
];

function clock(times: readonly number[]): Sources {
  let at = 0;
  return { ...seededSources({ seed: 1 }), now: () => times[Math.min(at++, times.length - 1)] ?? 0 };
}

export const eventLaws: readonly AuditLaw[] = [
  {
    clause: 'AU-EVENT-01',
    title: 'a line is the canonical JSON of the fields that were recorded',
    run: async (t) => {
      const { sink, lines, events } = listSink();
      const trail = refusing(sink);
      for (const record of [everything, tick()]) await trail.record(record);
      for (const [at, line] of lines.entries()) {
        const event = JSON.parse(line) as Json;
        t.equal(line, canonicalJson(event), 'not-canonical');
        t.equal(event, events[at], 'line-and-event-differ');
        t.check(line.length <= 2048 && !line.includes('\n'), 'too-long', { actual: line.length });
      }
      t.equal(saying(events[0]), everything, 'fields-changed');
      t.equal(saying(events[1]), tick(), 'fields-changed');
      t.equal([events[0]?.v, events[0]?.n, events[0]?.principal], [1, 1, 'svc-7'], 'fields-changed');
    },
  },
  {
    clause: 'AU-EVENT-02',
    title: 'text that is no token gets into no field',
    run: async (t) => {
      const { sink, lines } = listSink();
      const trail = refusing(sink);
      const names = ['operation', 'outcome', 'code', 'check', 'tenant', 'dialogue', 'kekId', 'provider'] as const;
      const records: unknown[] = names.flatMap((name) => hostile.map((text) => ({ ...tick(), [name]: text })));
      records.push(
        ...hostile.map((text) => ({ ...tick(), counts: { [text]: 1 } })),
        ...[0, 7, 1.5, '1'].map((step) => ({ ...tick(), step })),
        ...[0, 2 ** 31, -1, 1.5].flatMap((version) => [
          { ...tick(), epoch: version },
          { ...tick(), keyVersions: [version, version] },
        ]),
        { ...tick(), dialogue: 'x'.repeat(129) },
        { ...tick(), keyVersions: [2, 1] },
        { ...tick(), keyVersions: [1] },
        { ...tick(), counts: { records: -1 } },
        { ...tick(), counts: { records: 2 ** 53 } },
        { ...tick(), counts: Object.fromEntries([...'abcdefghi'].map((name) => [name, 1])) },
        { ...tick(), message: 'x' },
        { outcome: 'ok' },
        { operation: 'test.tick' },
      );
      for (const record of records) {
        const error = await t.rejects(
          async () => trail.record(record as AuditRecord),
          'accepted',
          JSON.stringify(record),
        );
        t.check(isColloquyError(error, 'invalid_argument'), 'other-code', { actual: error });
      }
      t.equal(lines, [], 'written');
    },
  },
  {
    clause: 'AU-EVENT-02',
    title: 'a principal is a token, when the trail is made and at every call',
    run: async (t) => {
      const { sink, lines } = listSink();
      const options = { sink, onFailure: 'refuse', sources: seededSources({ seed: 1 }) } as const;
      for (const principal of hostile) {
        const error = await t.rejects(
          async () => createTestAuditTrail({ ...options, principal }),
          'accepted',
          principal,
        );
        t.check(isColloquyError(error, 'invalid_argument'), 'other-code', { actual: error });
        const trail = createTestAuditTrail({ ...options, principal: () => principal });
        const late = await t.rejects(async () => trail.record(tick()), 'accepted', principal);
        t.equal(isColloquyError(late, 'audit_failed') && late.context['reason'], 'principal', 'other-code');
      }
      t.equal(lines, [], 'written');
    },
  },
  {
    clause: 'AU-EVENT-03',
    title: 'ids are version 7 and ascend, with a clock that stands, jumps and goes back',
    run: async (t) => {
      const { sink, events } = listSink();
      const start = Date.UTC(2026, 0, 1);
      const times = [start, start, start + 5, start - 86_400_000, start - 86_400_000, start + 5, start + 6, 0];
      const stand = Array.from({ length: 5000 }, () => start + 6);
      const trail = refusing(sink, clock([...times, ...stand, start + 10_000]));
      for (let call = 0; call <= times.length + stand.length; call++) await trail.record(tick());
      let before = '';
      for (const [at, { id, time }] of events.entries()) {
        t.check(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id), 'not-version-7', {
          actual: id,
        });
        t.check(id > before, 'not-ascending', { message: `event ${at + 1}`, expected: `above ${before}`, actual: id });
        t.equal(time, [...times, ...stand, start + 10_000][at], 'time-changed');
        before = id;
      }
      const stampOf = (event: AuditEvent | undefined): number => {
        return Number.parseInt((event?.id ?? '').replaceAll('-', '').slice(0, 12), 16);
      };
      t.equal(stampOf(events[0]), start, 'other-timestamp');
      t.equal(stampOf(events.at(-1)), start + 10_000, 'other-timestamp');
      t.equal(new Set(events.map(({ id }) => id.slice(19))).size, events.length, 'random-part-repeats');
    },
  },
  {
    clause: 'AU-EVENT-04',
    title: 'time, principal and trace are those of the call',
    run: async (t) => {
      const { sink, events } = listSink();
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      const spanId = 'b7ad6b7169203331';
      const traces = [
        { traceId, spanId },
        `00-${traceId}-${spanId}-01`,
        `cc-${traceId}-${spanId}-01-what-the-future-will-be-like`,
        undefined,
        { traceId: '0'.repeat(32), spanId },
        { traceId, spanId: '0'.repeat(16) },
        { traceId: traceId.toUpperCase(), spanId },
        `ff-${traceId}-${spanId}-01`,
        `00-${traceId}-${spanId}`,
        'garbage',
        { traceId, spanId: `${spanId}"` },
      ];
      let at = 0;
      const trail = createTestAuditTrail({
        sink,
        principal: () => `user-${at}`,
        onFailure: 'refuse',
        sources: clock(traces.map((_trace, each) => 1000 + each)),
        trace: () => traces[at],
      });
      for (; at < traces.length; at++) await trail.record(tick());
      const told = { trace: traceId, span: spanId };
      t.equal(
        events.map(({ trace, span }) => (trace === undefined && span === undefined ? {} : { trace, span })),
        traces.map((_trace, each) => (each < 3 ? told : {})),
        'other-trace',
      );
      t.equal(
        events.map(({ time, principal }) => [time, principal]),
        traces.map((_trace, each) => [1000 + each, `user-${each}`]),
        'other-time-or-principal',
      );
    },
  },
  {
    clause: 'AU-EVENT-04',
    title: 'a trace that throws is left out',
    run: async (t) => {
      const { sink, events } = listSink();
      const trace = (): never => {
        throw new Error('no tracer');
      };
      const sources = seededSources({ seed: 1 });
      await createTestAuditTrail({ sink, principal: 'a', onFailure: 'refuse', sources, trace }).record(tick());
      t.equal(events.map(saying), [tick()], 'other-trace');
    },
  },
];
