import { canonicalJson, concat, fromHex, lengthPrefixed, sha256, toHex, utf8Bytes, type Json } from '@colloquy/core';
import type { AuditLaw } from '../support/AuditFixture.ts';
import { GatedSink, listSink, settle } from '../support/sinks.ts';
import { refusing, tick } from '../support/trails.ts';

export const chainLaws: readonly AuditLaw[] = [
  {
    clause: 'AU-CHAIN-01',
    title: 'hash is that of the label and of the event without it',
    run: async (t) => {
      const { sink, lines } = listSink();
      const trail = refusing(sink);
      for (let number = 1; number <= 3; number++) await trail.record(tick(number));
      for (const line of lines) {
        const { hash, ...rest } = JSON.parse(line) as { hash: string } & Record<string, Json>;
        const bytes = concat([lengthPrefixed('colloquy/v1/audit-event'), utf8Bytes(canonicalJson(rest))]);
        t.equal(hash, toHex(sha256(bytes)), 'other-hash');
      }
    },
  },
  {
    clause: 'AU-CHAIN-02',
    title: 'n counts from 1 and prev is the hash before, from the genesis of the chain on',
    run: async (t) => {
      const { sink, events } = listSink();
      const trail = refusing(sink);
      t.equal(trail.head(), undefined, 'other-head');
      for (let number = 1; number <= 3; number++) await trail.record(tick(number));
      const chain = fromHex(events[0]?.chain ?? '') ?? new Uint8Array(0);
      t.equal(chain.byteLength, 16, 'other-chain');
      let prev = toHex(sha256(lengthPrefixed('colloquy/v1/audit-genesis'), chain));
      for (const [at, event] of events.entries()) {
        t.equal([event.n, event.prev, event.chain], [at + 1, prev, events[0]?.chain], 'other-link');
        prev = event.hash;
      }
      t.equal(trail.head(), { chain: events[0]?.chain, n: 3, hash: prev }, 'other-head');
    },
  },
  {
    clause: 'AU-CHAIN-03',
    title: 'concurrent events form one chain, in the order of the calls, in few calls of the sink',
    run: async (t) => {
      const sink = new GatedSink();
      const trail = refusing(sink);
      const ended: number[] = [];
      const all = Array.from({ length: 600 }, async (_unused, at) => {
        await trail.record(tick(at));
        ended.push(at);
      });
      await settle();
      t.equal([sink.waiting, ended.length], [1, 0], 'not-one-call-at-a-time');
      for (let call = 0; call < 600 && ended.length < 600; call++) {
        sink.pass();
        await settle();
        t.check(sink.waiting <= 1, 'not-one-call-at-a-time', { actual: sink.waiting });
      }
      await Promise.all(all);
      t.equal(
        sink.groups.reduce((sum, size) => sum + size, 0),
        600,
        'lost',
      );
      t.check(sink.groups.length <= 5, 'no-groups', { actual: sink.groups });
      const order = sink.kept.map(({ event }) => [event.n, event.counts?.['tick']]);
      t.equal(
        order,
        Array.from({ length: 600 }, (_unused, at) => [at + 1, at]),
        'other-order',
      );
      for (const [at, { event }] of sink.kept.entries()) {
        if (at > 0) t.equal(event.prev, sink.kept[at - 1]?.event.hash, 'not-one-chain');
      }
    },
  },
];
