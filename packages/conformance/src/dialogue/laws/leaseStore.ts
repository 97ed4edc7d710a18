import type { DialogueHandle, DialogueStore } from '@colloquy/core';
import type { PayloadCodec } from '@colloquy/core/testing';
import type { DialogueContext, DialogueFixture, DialogueLaw } from '../kit/DialogueFixture.ts';
import { CodecSpy } from '../support/CodecSpy.ts';
import { endOf } from '../support/errors.ts';
import { leased, refused, ttl, turns, unreachable, type Leased } from '../support/keyService.ts';
import { Ledger } from '../support/Ledger.ts';
import { everyUse } from '../support/reads.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';

interface Moment {
  readonly call: 'open' | 'unwrapKey';
  readonly nth: number;
  readonly use: (store: DialogueStore) => Promise<unknown>;
  readonly name: string;
}

interface Warm extends Leased {
  readonly fixture: DialogueFixture;
  readonly store: DialogueStore;
  readonly handle: DialogueHandle;
  readonly spy: CodecSpy;
  readonly ledger: Ledger;
  readonly forgotten: { count: number };
}

/** A store that holds everything that it can hold, on a lease that has just begun. */
async function warm(t: DialogueContext, limited = true): Promise<Warm> {
  const fixture = await t.open();
  const keys = await leased(t, limited);
  const { keyring } = keys;
  const [spy, ledger, forgotten] = [new CodecSpy(), new Ledger(), { count: 0 }];
  const codecOf = (codec: PayloadCodec): PayloadCodec => ({
    ...spy.over(codec),
    forget: () => {
      forgotten.count += 1;
      codec.forget();
    },
  });
  const store = fixture.store({ keyring, codecOf, backend: ledger.over(fixture.backend) });
  await performAll(store, id, [...beginning, tension]);
  const handle = await store.open(id);
  await store.item(id, 'T0001');
  return { ...keys, fixture, store, handle, spy, ledger, forgotten };
}

/** Every way to the dialogue is closed, and what was open is shut. */
async function expectClosed(t: DialogueContext, w: Warm, when: string): Promise<void> {
  const { store, handle, spy, ledger, fixture } = w;
  const before = await fixture.probe.rows(id);
  const opened = spy.opened.length;
  const uses = [
    ...everyUse,
    ['verify', (each: DialogueStore) => each.verify(id)],
    ['refresh', () => handle.refresh()],
    ['current', async () => handle.current],
  ] as const;
  ledger.reset();
  for (const [name, use] of uses) {
    t.equal(await endOf(() => use(store)), 'key_unavailable', 'outlived', `${when}: ${name}`);
  }
  t.equal(spy.opened.length, opened, 'outlived', `${when}: what was opened`);
  t.equal(ledger.counts.commit, 0, 'outlived', `${when}: commits sent`);
  t.equal(await fixture.probe.rows(id), before, 'outlived', `${when}: what is stored`);
}

/** A codec that lets a lease end as soon as one of its calls, the nth of its kind, is over. */
function endingAfter({ call, nth }: Moment, end: () => void): (codec: PayloadCodec) => PayloadCodec {
  let calls = 0;
  return (codec) => ({
    ...codec,
    [call]: async (...args: Parameters<PayloadCodec[typeof call]>) => {
      const answer: unknown = await (codec[call] as (...all: typeof args) => Promise<unknown>)(...args);
      calls += 1;
      if (calls === nth) end();
      return answer;
    },
  });
}

const resolving = (store: DialogueStore): Promise<unknown> =>
  perform(store, id, { method: 'transitionItem', input: { target: 'T0001', status: 'resolved' } });

/** Where a lease may end: between the two wrapped keys, after them and before anything is opened, or after that and before the sealing. */
const moments: readonly Moment[] = [
  { call: 'unwrapKey', nth: 1, use: (store) => store.item(id, 'T0001'), name: 'a point read, half its keys' },
  { call: 'unwrapKey', nth: 2, use: (store) => store.item(id, 'T0001'), name: 'a point read, its keys' },
  { call: 'unwrapKey', nth: 2, use: (store) => store.load(id), name: 'a load, its keys' },
  { call: 'unwrapKey', nth: 2, use: resolving, name: 'a write, its keys' },
  { call: 'open', nth: 1, use: resolving, name: 'a write, what it rests on' },
];

export const leaseStoreLaws: readonly DialogueLaw[] = [
  {
    clause: 'LE-END-02',
    title: 'when the lease has ended and the key is not granted, nothing is read, written, refreshed or shown',
    run: async (t) => {
      for (const failure of [refused, unreachable]) {
        const w = await warm(t);
        w.clock.pass(ttl - 1);
        t.equal(await endOf(() => w.store.get(id)), 'ok', 'ended-early');
        await turns();
        // That use has renewed it.
        w.service.failure = failure;
        w.clock.pass(ttl);
        await expectClosed(t, w, 'after its end');
      }
    },
  },
  {
    clause: 'LE-END-02',
    title: 'what was derived for other dialogues is forgotten along',
    run: async (t) => {
      const w = await warm(t);
      t.equal(w.forgotten.count, 0, 'kept', 'before');
      w.clock.pass(ttl);
      await w.store.load(id);
      t.check(w.forgotten.count > 0, 'kept', { message: 'commit keys' });
      const unwrapped = w.service.opened;
      t.equal(unwrapped, 2, 'asked-more');
      t.equal(await endOf(() => w.handle.refresh()), 'ok', 'not-healed');
      t.equal(w.handle.current.state.get('tension#00#01' as never)?.type, 'tension', 'not-healed');
    },
  },
  {
    clause: 'LE-END-03',
    title: 'invalidate closes a store at once, also on keys without a deadline, and the next use asks again',
    run: async (t) => {
      for (const limited of [true, false]) {
        const w = await warm(t, limited);
        const before = w.service.opened;
        w.service.failure = refused;
        t.equal(await endOf(() => w.store.load(id)), 'ok', 'ended-early');
        w.keyring.invalidate();
        await expectClosed(t, w, limited ? 'invalidated' : 'invalidated without a deadline');
        w.service.failure = undefined;
        const asked = w.service.opened;
        t.check(asked > before, 'outlived');
        t.equal(await endOf(() => w.store.load(id)), 'ok', 'not-healed');
        t.equal(w.service.opened, asked + 1, 'asked-more');
      }
    },
  },
  {
    clause: 'LE-RENEW-01',
    title: 'a store in steady use never waits for the key service, and asks once per lease',
    run: async (t) => {
      const { clock, service, store, handle } = await warm(t);
      for (let second = 0; second < 5; second++) {
        clock.pass(0.8 * ttl);
        const release = service.hold();
        for (const [name, use] of [
          ['load', () => store.load(id)],
          ['item', () => store.item(id, 'T0001')],
          ['write', () => perform(store, id, tension)],
          ['refresh', () => handle.refresh()],
        ] as const) {
          t.equal(await endOf(use), 'ok', 'met-its-end', `${name} after ${clock.mono} ms`);
        }
        release();
        await turns();
        t.equal(service.opened, second + 2, 'not-renewed-once', `after ${clock.mono} ms`);
      }
    },
  },
  {
    clause: 'LE-WORK-01',
    title: 'a lease that ends under way: refused, the operation stops, opens nothing more and sends nothing',
    run: async (t) => {
      for (const moment of moments) {
        const { call, use, name } = moment;
        const { fixture, keyring, service, clock } = await warm(t);
        const [spy, ledger] = [new CodecSpy(), new Ledger()];
        const end = (): void => {
          clock.pass(ttl);
          service.failure = refused;
        };
        const store = fixture.store({
          keyring,
          codecOf: (codec) => endingAfter(moment, end)(spy.over(codec)),
          backend: ledger.over(fixture.backend),
        });
        t.equal(await endOf(() => use(store)), 'key_unavailable', 'went-on', name);
        t.equal(
          [spy.opened.length, spy.sealed.length, ledger.counts.commit],
          [call === 'open' ? 1 : 0, 0, 0],
          'went-on',
          name,
        );
      }
    },
  },
  {
    clause: 'LE-WORK-01',
    title: 'granted again, it goes on to its right end',
    run: async (t) => {
      for (const moment of moments) {
        const { use, name } = moment;
        const { fixture, keyring, service, clock } = await warm(t);
        const end = (): void => clock.pass(ttl);
        const store = fixture.store({ keyring, codecOf: endingAfter(moment, end) });
        const before = service.opened;
        t.equal(await endOf(() => use(store)), 'ok', 'not-healed', name);
        t.equal(service.opened, before + 1, 'asked-more', name);
      }
    },
  },
];
