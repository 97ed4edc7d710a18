import { createCheckpoint, dialogueId, verifyLogAgainstNote } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { openBench } from '../support/bench.ts';
import { cross, pinned, roundTrip, there } from '../support/crossing.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { noteAt } from '../support/evidence.ts';
import { acme } from '../support/notes.ts';
import { beginning, id, perform, performAll, tension } from '../support/story.ts';
import { flip, last, prepared, withHeader, type Prepared } from '../support/tampering.ts';

export const ckCreateLaws: readonly DialogueLaw[] = [
  {
    clause: 'CK-CREATE-01',
    title: 'a checkpoint is the log id of entry 1, the n of the head and its hash; making it commits nothing',
    run: async (t) => {
      const { store, fixture } = await openBench(t);
      await performAll(store, id, beginning.slice(0, 1));
      for (const step of [...beginning.slice(1), tension]) {
        const { log } = await fixture.probe.rows(id);
        const { note, checkpoint } = await createCheckpoint(fixture.store(), id, acme.signer);
        t.equal(note, noteAt(log, log.length), 'wrong-checkpoint', `n = ${log.length}`);
        t.equal(checkpoint.n, log.length, 'wrong-checkpoint');
        t.equal((await fixture.probe.rows(id)).log.length, log.length, 'checkpoint-committed');
        await perform(store, id, step);
      }
      await expectEnd(
        t,
        () => createCheckpoint(store, dialogueId('laws-nothing'), acme.signer),
        'dialogue_not_found',
        'checkpoint-of-nothing',
      );
    },
  },
  {
    clause: 'CK-CREATE-01',
    title: 'a boundary entry is a head like any other: it has its checkpoint, and a note from before it holds',
    run: async (t) => {
      const { store, fixture } = await openBench(t, pinned);
      await performAll(store, id, [...beginning, tension]);
      const before = await createCheckpoint(store, id, acme.signer);
      for (const crossing of roundTrip(fixture)) {
        await cross(fixture, [crossing]);
        const { log } = await fixture.probe.rows(id);
        const isAway = crossing.kind === 'migrate.in' && crossing.target.place !== fixture.keyring.place;
        const isThere = crossing.kind === 'migrate.out' && crossing.source.place !== fixture.keyring.place;
        const place = isAway || isThere ? there.place : fixture.keyring.place;
        const reader = fixture.store({ ...pinned, keyring: { ...fixture.keyring, place } });
        const { note } = await createCheckpoint(reader, id, acme.signer);
        t.equal(note, noteAt(log, log.length), 'wrong-checkpoint', crossing.kind);
        for (const each of [before.note, note]) {
          const against = { note: each, keys: [acme.verifier] };
          t.equal((await reader.verify(id, { against })).findings, [], 'note-refused', crossing.kind);
          t.equal(
            (await verifyLogAgainstNote(log, against)).findings,
            [],
            'note-refused',
            `${crossing.kind}, without keys`,
          );
        }
      }
    },
  },
  {
    clause: 'CK-CREATE-01',
    title: 'of a head or first entry that is not authentic there is no checkpoint',
    run: async (t) => {
      const tamperings: readonly ((bench: Prepared) => Promise<unknown>)[] = [
        ({ fixture, rows }) => fixture.probe.putHead(id, { ...sure(rows.head), auth: flip(sure(rows.head).auth) }),
        ({ fixture, entry }) => fixture.probe.putEntry(id, { ...entry(1), auth: flip(entry(1).auth) }),
        ({ fixture, entry }) => fixture.probe.putEntry(id, withHeader(entry(1), { logId: '0f'.repeat(16) })),
        ({ fixture, entry }) => fixture.probe.putEntry(id, { ...entry(last), auth: flip(entry(last).auth) }),
        ({ fixture }) => fixture.probe.removeEntry(id, 1),
        ({ fixture }) => fixture.probe.removeEntry(id, last),
      ];
      for (const [at, tamper] of tamperings.entries()) {
        const bench = await prepared(t);
        await tamper(bench);
        const error = await t.rejects(
          () => createCheckpoint(bench.fixture.store(), id, acme.signer),
          'forgery-signed',
          `tampering ${at}`,
        );
        t.equal((error as { code?: unknown }).code, 'integrity_error', 'forgery-signed', `tampering ${at}`);
      }
    },
  },
];
