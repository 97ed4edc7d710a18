import { dialogueId, isColloquyError } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { endOf } from '../support/errors.ts';
import { leased, refused, ttl, turns, unreachable } from '../support/keyService.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';

export const leaseAskLaws: readonly DialogueLaw[] = [
  {
    clause: 'LE-ASK-01',
    title: 'many cold reads of many dialogues at once ask the provider once, and a warm store asks nobody',
    run: async (t) => {
      const fixture = await t.open();
      const { service, keyring } = await leased(t);
      const ids = Array.from({ length: 10 }, (_, at) => dialogueId(`laws-${at}`));
      for (const each of ids) await fixture.store({ keyring }).create(each, { title: 'One of many' });
      t.equal(service.opened, 1, 'asked-more', 'while writing');
      keyring.invalidate();
      const [cold, other] = [fixture.store({ keyring }), fixture.store({ keyring })];
      await Promise.all(
        Array.from({ length: 300 }, async (_, at) => (at % 2 === 0 ? cold : other).load(ids[at % 10] ?? id)),
      );
      t.equal(service.opened, 2, 'asked-more', 'cold');
      for (const each of ids) await cold.get(each);
      await cold.verify(ids[0] ?? id);
      t.equal(service.opened, 2, 'asked-more', 'warm');
    },
  },
  {
    clause: 'LE-ASK-02',
    title: 'who stops waiting leaves at once, and who goes on waiting is answered by the same call',
    run: async (t) => {
      const fixture = await t.open();
      const { service, keyring } = await leased(t);
      await performAll(fixture.store({ keyring }), id, beginning);
      keyring.invalidate();
      const release = service.hold();
      const controller = new AbortController();
      const reason = { stopped: 'waiting' };
      let left: unknown;
      const leaving = fixture.store({ keyring }).load(id, { signal: controller.signal });
      leaving.catch((error: unknown) => (left = error));
      const staying = fixture.store({ keyring }).load(id);
      // A backend with connections needs its own time until both wait for the key.
      while (service.opened < 2) await turns();
      await turns();
      controller.abort(reason);
      await turns();
      t.check(left === reason, 'abort-not-heard', { actual: left });
      release();
      t.equal((await staying).n, beginning.length, 'call-ended-with-one');
      t.equal(service.opened, 2, 'asked-more');
    },
  },
  {
    clause: 'LE-ASK-03',
    title: 'an answer after its own end is key_unavailable, and not the refusal of a key',
    run: async (t) => {
      const { clock, service, keyring } = await leased(t);
      const release = service.hold();
      const late = keyring.kek(1).catch((error: unknown) => error);
      await turns();
      clock.pass(ttl);
      release();
      const error = await late;
      if (!isColloquyError(error, 'key_unavailable')) throw t.violation('late-answer-used', { actual: error });
      t.equal(error.context, { epoch: 1, refused: false }, 'late-answer-used');
      t.check((await keyring.kek(1)).isLive(), 'late-answer-used', { message: 'asked again' });
    },
  },
  {
    clause: 'LE-ASK-03',
    title: 'an answer that was under way when the keys were invalidated is dropped, and asked for again',
    run: async (t) => {
      const { service, keyring } = await leased(t, false);
      const release = service.hold();
      const underWay = keyring.kek(1);
      await turns();
      keyring.invalidate();
      release();
      const kek = await underWay;
      t.equal(service.opened, 2, 'answer-of-before');
      t.check(kek.isLive() && (await keyring.kek(1)) === kek, 'answer-of-before', { message: 'the answer after it' });
    },
  },
  {
    clause: 'LE-ASK-04',
    title: 'the same store heals when the service does: reads, writes and handles',
    run: async (t) => {
      const fixture = await t.open();
      const { clock, service, keyring } = await leased(t);
      const store = fixture.store({ keyring });
      await performAll(store, id, [...beginning, tension]);
      const handle = await store.open(id);
      for (const failure of [unreachable, refused]) {
        clock.pass(ttl);
        service.failure = failure;
        const before = service.opened;
        for (let time = 1; time <= 3; time++) {
          t.equal(await endOf(() => store.load(id)), 'key_unavailable', 'failure-remembered');
          t.equal(service.opened, before + time, 'failure-remembered', 'calls');
        }
        service.failure = undefined;
        t.equal(await endOf(() => store.load(id)), 'ok', 'failure-remembered', 'load');
        t.equal(await endOf(() => handle.refresh()), 'ok', 'failure-remembered', 'refresh');
        t.equal(await endOf(async () => handle.current), 'ok', 'failure-remembered', 'current');
        t.equal(await endOf(() => perform(store, id, tension)), 'ok', 'failure-remembered', 'write');
        t.equal(service.opened, before + 4, 'asked-more');
      }
    },
  },
];
