import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf } from '../support/errors.ts';
import { leased, refused, ttl, turns, unreachable, type LeaseHands } from '../support/keyService.ts';

/** Ways to come past a deadline. */
const passings: readonly (readonly [name: string, pass: (clock: LeaseHands) => void])[] = [
  ['both clocks', (clock) => clock.pass(ttl)],
  ['the wall clock alone, while the machine slept', (clock) => (clock.wall += ttl)],
  [
    'the monotonic clock alone, while the wall clock was set back',
    (clock) => ((clock.mono += ttl), (clock.wall -= 5000)),
  ],
];

export const leaseLaws: readonly DialogueLaw[] = [
  {
    clause: 'LE-END-01',
    title: 'a lease serves to its last millisecond on both clocks, and ends when either is past it',
    run: async (t) => {
      for (const [name, pass] of passings) {
        const { clock, service, keyring } = await leased(t);
        service.failure = undefined;
        const kek = await keyring.kek(1);
        service.failure = unreachable;
        clock.pass(ttl - 1);
        t.check(kek.isLive(), 'ended-early', { message: name });
        clock.pass(1 - ttl);
        pass(clock);
        t.check(!kek.isLive(), 'outlived', { message: name });
      }
    },
  },
  {
    clause: 'LE-END-01',
    title: 'clocks that are set back revive nothing',
    run: async (t) => {
      for (const [name, pass] of passings) {
        const { clock, keyring } = await leased(t);
        const kek = await keyring.kek(1);
        const { mono, wall } = clock;
        pass(clock);
        kek.isLive();
        Object.assign(clock, { mono, wall });
        t.check(!kek.isLive(), 'revived', { message: name });
      }
    },
  },
  {
    clause: 'LE-RENEW-01',
    title: 'at four fifths whoever uses the key renews it, once; until then nobody asks',
    run: async (t) => {
      const { clock, service, keyring } = await leased(t);
      const kek = await keyring.kek(1);
      clock.pass(0.8 * ttl - 1);
      for (let use = 0; use < 5; use++) kek.isLive();
      await turns();
      t.equal(service.opened, 1, 'asked-early');
      for (let second = 0; second < 20; second++) {
        clock.pass(second === 0 ? 1 : 0.8 * ttl);
        for (let use = 0; use < 5; use++) t.check(kek.isLive(), 'met-its-end', { message: `after ${clock.mono} ms` });
        await turns();
        t.equal(service.opened, second + 2, 'not-renewed-once', `after ${clock.mono} ms`);
      }
      t.check((await keyring.kek(1)) === kek, 'met-its-end', { message: 'the key is another object' });
    },
  },
  {
    clause: 'LE-RENEW-02',
    title: 'no answer leaves the lease as it is, to its end; attempts come ever closer and are few',
    run: async (t) => {
      const { clock, service, keyring } = await leased(t);
      const kek = await keyring.kek(1);
      service.failure = unreachable;
      const attempts: number[] = [];
      for (let at = 0; at < ttl; at++) {
        const before = service.opened;
        t.check(kek.isLive(), 'ended-by-outage', { message: `after ${at} ms` });
        await Promise.resolve();
        if (at % 50 === 0 || service.opened > before) await turns();
        if (service.opened > before) attempts.push(at);
        clock.pass(1);
      }
      t.equal(attempts.slice(0, 3), [800, 960, 992], 'wrong-attempts');
      t.check(attempts.length < 12, 'wrong-attempts', { actual: attempts });
      t.check(!kek.isLive(), 'outlived');
      t.equal(await endOf(() => keyring.kek(1)), 'key_unavailable', 'outlived');
    },
  },
  {
    clause: 'LE-RENEW-02',
    title: 'a refusal, and any other error, ends the lease at once',
    run: async (t) => {
      for (const failure of [refused, () => new TypeError('surprise')]) {
        const { clock, service, keyring } = await leased(t);
        const kek = await keyring.kek(1);
        service.failure = failure;
        clock.pass(0.8 * ttl);
        kek.isLive();
        await turns();
        t.check(!kek.isLive(), 'outlived-refusal', { message: String(failure()) });
      }
    },
  },
  {
    clause: 'LE-RENEW-03',
    title: 'another key for the same epoch is no renewal',
    run: async (t) => {
      const { clock, service, keyring } = await leased(t);
      const kek = await keyring.kek(1);
      service.otherKey = true;
      clock.pass(0.8 * ttl);
      kek.isLive();
      await turns();
      t.check(!kek.isLive(), 'another-key');
    },
  },
];
