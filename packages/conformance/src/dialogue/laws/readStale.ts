import { scoped } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { patterns, prepared } from '../support/disturbedLoad.ts';
import { endOf } from '../support/errors.ts';
import { intercept } from '../support/intercept.ts';
import { staleLoad } from '../support/lagging.ts';
import { id } from '../support/story.ts';

/** What a service with read-committed queries may show for a moment, and is no damage. */
export const readStaleLaws: readonly DialogueLaw[] = [
  {
    clause: 'CL-READ-04',
    title: 'a load that shows records of before behind a head of after, however often, is no damage',
    run: async (t) => {
      const { fixture, chronicle, mixed } = await prepared(t);
      for (const pattern of patterns) {
        const before = await fixture.backend.load(id);
        await chronicle.noting(mixed)();
        const backend = staleLoad(fixture.backend, before, (index) => ((pattern >> (index % 8)) & 1) === 1);
        const { store, ledger } = benchOf(fixture, { backend });
        const loaded = await store.load(id).catch((error: unknown) => {
          throw t.violation('false-alarm', { message: String(error), cause: error });
        });
        chronicle.expect(t, loaded, (before.head?.n ?? 0) + 1, 'false-alarm');
        t.check(ledger.calls <= 10, 'endless', { actual: ledger.counts });
      }
    },
  },
  {
    clause: 'CL-READ-04',
    title:
      'nor is one that shows the head of a creation and not its records yet, wrapped keys among them, however often',
    run: async (t) => {
      const { fixture, chronicle, n } = await prepared(t);
      const before = scoped(id, { head: undefined, records: [] });
      for (const pattern of [0xff, ...patterns]) {
        const backend = staleLoad(fixture.backend, before, (index) => ((pattern >> (index % 8)) & 1) === 1);
        // A store that has read nothing yet knows no key.
        const { store } = benchOf(fixture, { backend });
        const loaded = await store.load(id).catch((error: unknown) => {
          throw t.violation('false-alarm', { message: String(error), cause: error });
        });
        chronicle.expect(t, loaded, n, 'false-alarm');
      }
    },
  },
  {
    clause: 'CL-READ-01',
    title: 'records of a creation that a load shows before their head are no damage, as long as there is a head',
    run: async (t) => {
      const { fixture } = await prepared(t);
      const headless = intercept(fixture.backend, {
        load: async (forward, ...args) => ({ ...(await forward(...args)), head: undefined }),
      });
      const end = await endOf(() => benchOf(fixture, { backend: headless }).store.load(id));
      // It was not there when the load began.
      t.equal(end, 'dialogue_not_found', 'false-alarm');
      await fixture.probe.removeHead(id);
      t.equal(await endOf(() => fixture.store().load(id)), 'integrity_error/head_missing', 'loss-not-told');
    },
  },
];
