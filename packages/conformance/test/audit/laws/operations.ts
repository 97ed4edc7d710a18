import { inspect } from 'node:util';
import { ColloquyError, isColloquyError, type AuditEvent } from '@colloquy/core';
import { auditedCodec, type PayloadCodec } from '@colloquy/core/testing';
import type { AuditLaw, AuditLawContext } from '../support/AuditFixture.ts';
import { damaged, id, kek, opening, realCodec, sealing, secretBytes, wrapping } from '../support/codecs.ts';
import { FaultySink, GatedSink, listSink, settle } from '../support/sinks.ts';
import { refusing, saying } from '../support/trails.ts';

const place = { tenant: 'acme', dialogue: id, epoch: 2 };

async function envelopesOf(codec: PayloadCodec): Promise<readonly Uint8Array[]> {
  return (await codec.seal(sealing)).envelopes;
}

/** An error as somebody outside can see it: printed with everything hidden, serialised, walked through. */
function seen(error: unknown): string {
  const own = error instanceof Error ? Reflect.ownKeys(error).map(String).join() : '';
  return `${inspect(error, { depth: 9, showHidden: true }).replaceAll(/\n +at .*/g, '')} ${JSON.stringify(error)} ${own}`;
}

async function errorOf(t: AuditLawContext, call: () => Promise<unknown>): Promise<ColloquyError> {
  const error = await t.rejects(call, 'went-on');
  if (isColloquyError(error)) return error;
  throw t.violation('other-error', { actual: error });
}

export const operationLaws: readonly AuditLaw[] = [
  {
    clause: 'AU-OP-01',
    title: 'nobody has the result before the sink has the event',
    run: async (t) => {
      const sink = new GatedSink();
      const codec = auditedCodec(realCodec(), refusing(sink));
      const envelopes = await envelopesOf(realCodec());
      const calls: readonly (() => Promise<unknown>)[] = [
        async () => codec.seal(sealing),
        async () => codec.open(opening(envelopes)),
        async () => codec.wrapKey(wrapping, secretBytes('key')),
        async () => codec.open(opening([damaged(envelopes[0] ?? new Uint8Array(0), 100)])),
      ];
      for (const [at, call] of calls.entries()) {
        let ended = false;
        const end = (): void => {
          ended = true;
        };
        const done = call().then(end, end);
        await settle();
        t.check(!ended && sink.waiting === 1, 'too-early', { message: `call ${at}` });
        sink.pass();
        await done;
        t.equal(sink.kept.length, at + 1, 'not-kept');
      }
    },
  },
  {
    clause: 'AU-OP-01',
    title: 'a sink that refuses holds back what was sealed and opened',
    run: async (t) => {
      const envelopes = await envelopesOf(realCodec());
      const codec = auditedCodec(
        realCodec(),
        refusing(new FaultySink(...Array.from({ length: 4 }, () => 'refuses' as const))),
      );
      const error = await errorOf(t, async () => codec.seal(sealing));
      t.equal([error.code, error.context['operation']], ['audit_failed', 'record.seal'], 'other-error');
      t.equal((await errorOf(t, async () => codec.open(opening(envelopes)))).code, 'audit_failed', 'other-error');
      t.equal(
        (await errorOf(t, async () => codec.wrapKey(wrapping, secretBytes('key')))).code,
        'audit_failed',
        'other-error',
      );
      const both = await errorOf(t, async () => codec.open(opening([new Uint8Array(84)])));
      t.equal([both.code, both.context['code']], ['audit_failed', 'integrity_error'], 'other-error');
      await codec.open(opening(envelopes));
    },
  },
  {
    clause: 'AU-OP-02',
    title: 'one event per batch and per wrapped key, with counts, versions and key id',
    run: async (t) => {
      const { sink, events } = listSink();
      const codec = auditedCodec(realCodec(), refusing(sink));
      const { envelopes } = await codec.seal(sealing);
      await codec.open(opening(envelopes));
      await codec.open(opening([]));
      const wrapped = await codec.wrapKey(wrapping, secretBytes('key'));
      await codec.unwrapKey(wrapping, wrapped);
      const root = { ...wrapping, purpose: 'log-root', version: 1 } as const;
      await codec.unwrapKey(root, await codec.wrapKey(root, secretBytes('root')));
      const { kekId } = events[3] ?? {};
      t.check(/^[0-9a-f]{32}$/.test(kekId ?? ''), 'no-key-id', { actual: kekId });
      const wrap = { outcome: 'ok', ...place, kekId, keyVersions: [3, 3] };
      t.equal(
        events.map(saying),
        [
          { operation: 'record.seal', outcome: 'ok', ...place, keyVersions: [3, 3], counts: { records: 3 } },
          { operation: 'record.open', outcome: 'ok', ...place, keyVersions: [1, 4], counts: { records: 3 } },
          { operation: 'record.open', outcome: 'ok', ...place, keyVersions: [1, 4], counts: { records: 0 } },
          { operation: 'dek.wrap', ...wrap },
          { operation: 'dek.unwrap', ...wrap },
          { operation: 'log-root.wrap', ...wrap, keyVersions: [1, 1] },
          { operation: 'log-root.unwrap', ...wrap, keyVersions: [1, 1] },
        ],
        'other-events',
      );
    },
  },
  {
    clause: 'AU-OP-05',
    title: 'the error passes unchanged, and the event has outcome and code',
    run: async (t) => {
      const { sink, events } = listSink();
      const reason = new Error('enough');
      const errors: readonly unknown[] = [
        new ColloquyError('integrity_error', 'no', { context: { reason: 'key_record' } }),
        new ColloquyError('wrong_key', 'no'),
        new ColloquyError('key_unavailable', 'no', { context: { reason: 'key_record' } }),
        new TypeError('no'),
        'no',
        reason,
      ];
      const signal = AbortSignal.abort(reason);
      for (const error of errors) {
        const broken: PayloadCodec = {
          ...realCodec(),
          seal: async () => {
            throw error;
          },
        };
        const codec = auditedCodec(broken, refusing(sink));
        const thrown = await t.rejects(async () => codec.seal(sealing, error === reason ? { signal } : {}), 'went-on');
        t.check(thrown === error, 'other-error', { actual: thrown });
      }
      t.equal(
        events.map(({ outcome, code, check }) => [outcome, code, check]),
        [
          ['refused', 'integrity_error', 'key_record'],
          ['refused', 'wrong_key', undefined],
          ['failed', 'key_unavailable', undefined],
          ['failed', 'unexpected', undefined],
          ['failed', 'unexpected', undefined],
          ['failed', 'aborted', undefined],
        ],
        'other-events',
      );
    },
  },
  {
    clause: 'AU-OP-06',
    title: 'each step of opening is in the event, and all errors look alike',
    run: async (t) => {
      const { sink, events } = listSink();
      const plain = realCodec();
      const codec = auditedCodec(plain, refusing(sink));
      const [envelope = new Uint8Array(0)] = await envelopesOf(plain);
      const wrapped = await plain.wrapKey(wrapping, secretBytes('key'));
      const version = envelope.slice();
      version[7] = 9;
      const epoch = wrapped.slice();
      epoch[7] = 9;
      const cases: readonly (readonly [step: number, call: () => Promise<unknown>])[] = [
        [1, async () => codec.open(opening([damaged(envelope, 0)]))],
        [1, async () => codec.open(opening([new Uint8Array(0)]))],
        [2, async () => codec.open(opening([version]))],
        [3, async () => codec.open(opening([damaged(envelope, 40)]))],
        [4, async () => codec.open(opening([damaged(envelope, 70)]))],
        [1, async () => codec.unwrapKey(wrapping, damaged(wrapped, 2))],
        [2, async () => codec.unwrapKey(wrapping, epoch)],
        [3, async () => codec.unwrapKey(wrapping, damaged(wrapped, 40))],
        [4, async () => codec.unwrapKey(wrapping, damaged(wrapped, 100))],
        [4, async () => codec.unwrapKey({ ...wrapping, version: 4 }, wrapped)],
      ];
      const looks = new Set<string>();
      for (const [at, [, call]] of cases.entries()) {
        const error = await errorOf(t, call);
        const look = seen(error).replaceAll('key#dek#0004', 'key#dek#0003');
        t.check(!/step/i.test(look), 'step-in-error', { actual: look });
        // Records and wraps name the place; within each, nothing differs.
        looks.add(`${at < 5 ? 'record' : 'wrap'} ${look}`);
      }
      t.equal(looks.size, 2, 'step-in-error');
      t.equal(
        events.map(({ step }) => step),
        cases.map(([step]) => step),
        'other-step',
      );
      t.equal([...new Set(events.map(({ outcome }) => outcome))], ['refused'], 'other-events');
    },
  },
  {
    clause: 'AU-OP-07',
    title: 'a decorated codec answers as the codec does, and forgets with it',
    run: async (t) => {
      let forgotten = 0;
      const plain: PayloadCodec = { ...realCodec(), forget: () => (forgotten += 1) };
      const codec = auditedCodec(plain, refusing(listSink().sink));
      t.equal(codec.name, plain.name, 'other-answer');
      t.equal(await codec.seal(sealing), await realCodec().seal(sealing), 'other-answer');
      const envelopes = await envelopesOf(realCodec());
      t.equal(await codec.open(opening(envelopes)), await plain.open(opening(envelopes)), 'other-answer');
      codec.forget();
      t.equal(forgotten, 1, 'part-lost');
    },
  },
  {
    clause: 'AU-SECRET-01',
    title: 'no key, text, envelope or message is in an event, whatever was done',
    run: async (t) => {
      const { sink, lines, events } = listSink();
      const codec = auditedCodec(realCodec(), refusing(sink));
      const { envelopes } = await codec.seal(sealing);
      const key = secretBytes('key');
      await codec.unwrapKey(wrapping, await codec.wrapKey(wrapping, key));
      await t.rejects(async () => codec.open(opening([damaged(envelopes[0] ?? key, 80)])), 'went-on');
      const talkative: PayloadCodec = {
        ...realCodec(),
        open: async () => {
          throw new ColloquyError('integrity_error', 'the quick brown fox', { context: { reason: 'the quick', key } });
        },
      };
      await t.rejects(async () => auditedCodec(talkative, refusing(sink)).open(opening([])), 'went-on');
      const secrets = [key, secretBytes('dek'), secretBytes('kek'), ...envelopes.map((each) => each.subarray(68, 100))];
      const text = lines.join('\n');
      for (const secret of secrets) {
        for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const) {
          t.check(!text.includes(Buffer.from(secret).subarray(0, 12).toString(encoding)), 'secret-shown');
        }
      }
      t.check(!text.includes('quick'), 'secret-shown');
      t.equal(events.length, 5, 'other-events');
      t.check(kek.type === 'secret', 'missing-prerequisite');
      const known: readonly (keyof AuditEvent)[] = ['check', 'step'];
      t.equal(
        known.map((name) => events[4]?.[name]),
        [undefined, undefined],
        'secret-shown',
      );
    },
  },
];
