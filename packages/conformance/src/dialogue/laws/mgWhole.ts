import { compareAscii, openKeys, type DialogueReport, type MoveReport } from '@colloquy/core';
import { createTestDialogueStore, seededSources } from '@colloquy/core/testing';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { sure } from '../support/errors.ts';
import { withPort, type Pair } from '../support/moves.ts';
import { expectSound } from '../support/state.ts';
import { beginning, performAll } from '../support/story.ts';
import {
  activeAt,
  damage,
  everything,
  fill,
  filled,
  idAt,
  refusalOf,
  storeMover,
  successors,
} from '../support/wholes.ts';

/** Outcome by dialogue, with the code where there is one. */
export function outcomes({ dialogues }: MoveReport): Readonly<Record<string, string>> {
  const sorted = dialogues.toSorted((a, b) => compareAscii(a.dialogueId, b.dialogueId));
  return Object.fromEntries(
    sorted.map(({ dialogueId, outcome, code }) => [dialogueId, code === undefined ? outcome : `${outcome} ${code}`]),
  );
}

function reportOn({ dialogues }: MoveReport, at: number): DialogueReport {
  return sure(dialogues.find(({ dialogueId }) => dialogueId === idAt(at)));
}

export const create = (pair: Pair, stop: Pair['source'], at: number): Promise<string> =>
  refusalOf(() => performAll(pair.store(stop), idAt(at), beginning));

export const mgWholeLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-WHOLE-01',
    title:
      'the source is retired before anything moves; cancel and a move back take the successor out, and into the other',
    run: async (t) => {
      const pair = await filled(await t.open(), 2);
      const seen: unknown[] = [];
      let isSeen = false;
      const target = withPort(pair.target.fixture.backend, async (name, call) => {
        if (name !== 'change' || isSeen) return call();
        isSeen = true;
        seen.push(await successors(pair), await create(pair, pair.source, 90));
        return call();
      });
      await storeMover(pair, { target }).migrateStore();
      t.equal(seen, [['there', undefined], 'store_retired there'], 'not-retired');
      t.equal(await successors(pair), ['there', undefined], 'not-retired');
      t.equal(await create(pair, pair.target, 91), 'ok', 'target-closed');
      await storeMover(pair).cancel();
      t.equal(await successors(pair), [undefined, 'here'], 'not-swapped', 'cancelled');
      t.equal(await create(pair, pair.target, 92), 'store_retired here', 'not-swapped', 'cancelled');
      t.equal(await create(pair, pair.source, 92), 'ok', 'not-swapped', 'cancelled');
      await storeMover(pair).migrateStore();
      const back = await storeMover(pair).back();
      t.equal(await successors(pair), [undefined, 'here'], 'not-swapped', 'moved back');
      t.equal(back.totals.moved, 4, 'not-moved-back');
      for (const at of [0, 1, 91, 92]) {
        t.equal(await activeAt(pair, idAt(at)), 'source', 'not-moved-back', idAt(at));
        await expectSound(t, pair.store(pair.source), idAt(at), 'not-sound');
      }
    },
  },
  {
    clause: 'MG-WHOLE-01',
    title: 'a dialogue whose writer had looked before is found by the next pass',
    run: async (t) => {
      const pair = await filled(await t.open(), 2);
      const { fixture } = pair.source;
      const bytes = sure(await fixture.keys.header.read());
      // A process that stands between its look at the header and its first commit.
      const header = { ...fixture.keys.header, read: async () => bytes };
      const keyring = await openKeys({ ...fixture.keys, header });
      const late = createTestDialogueStore({ backend: fixture.backend, keyring, sources: seededSources({ seed: 77 }) });
      let created = 0;
      const target = withPort(pair.target.fixture.backend, async (name, call) => {
        if (name === 'writeBatch' && created < 2) await fill(late, idAt(50 + created++), 1);
        return call();
      });
      const passes: unknown[] = [];
      const onEvent: Parameters<typeof storeMover>[1] = {
        target,
        onEvent: (event) => void (event.event === 'pass' ? passes.push(event.pass) : undefined),
      };
      const report = await storeMover(pair, onEvent).migrateStore();
      t.equal(created, 2, 'missing-prerequisite');
      t.equal(report.totals.moved, 4, 'new-not-found');
      for (const at of [50, 51]) t.equal(await activeAt(pair, idAt(at)), 'target', 'new-not-found');
      t.check(passes.length >= 2, 'new-not-found', { actual: passes });
    },
  },
  {
    clause: 'MG-WHOLE-01',
    title: 'a run whose successor somebody took out begins nothing new',
    run: async (t) => {
      const pair = await filled(await t.open(), 6);
      let isCancelled = false;
      const target = withPort(pair.target.fixture.backend, async (name, call) => {
        if (name === 'writeBatch' && !isCancelled) {
          isCancelled = true;
          await storeMover(pair).cancel();
        }
        return call();
      });
      const report = await storeMover(pair, { target, concurrency: 1 }).migrateStore();
      const ended = Object.values(outcomes(report)).toSorted(compareAscii);
      t.equal(ended, ['cancelled move_cancelled', ...Array<string>(5).fill('not-checked move_cancelled')], 'goes-on');
      for (let at = 0; at < 6; at++) t.equal(await activeAt(pair, idAt(at)), 'source', 'goes-on', idAt(at));
    },
  },
  {
    clause: 'MG-WHOLE-03',
    title:
      'a damaged and a torn dialogue are refused before their claim, with what to do; the others move, and are skipped then',
    run: async (t) => {
      const pair = await filled(await t.open(), 6);
      const { fixture } = pair.source;
      const key = await damage(fixture, idAt(1));
      const { records } = await fixture.probe.rows(idAt(3));
      await fixture.probe.removeRecord(idAt(3), sure(records.find((record) => record.key.startsWith('round'))).key);
      await fixture.probe.removeHead(idAt(4));
      const before = await everything(pair, [idAt(1), idAt(3), idAt(4)]);
      const report = await storeMover(pair).migrateStore();
      t.equal(dialoguesOf(await everything(pair, [idAt(1), idAt(3), idAt(4)])), dialoguesOf(before), 'touched');
      const expected = {
        [idAt(0)]: 'moved',
        [idAt(1)]: 'refused integrity_error',
        [idAt(2)]: 'moved',
        [idAt(3)]: 'refused integrity_error',
        [idAt(4)]: 'refused move_refused',
        [idAt(5)]: 'moved',
      };
      t.equal(outcomes(report), expected, 'other-outcome');
      for (const [at, reason] of [
        [1, 'source_record'],
        [3, 'source_record'],
        [4, 'torn'],
      ] as const) {
        const { reason: told, message = '' } = reportOn(report, at);
        t.equal(told, reason, 'other-reason');
        t.check(/doctor/.test(message) && /start again/.test(message), 'no-advice', { actual: message });
      }
      const { address = '' } = reportOn(report, 1);
      t.check(address.startsWith(`dialogue:${idAt(1)}/entity:expert/`), 'no-address', {
        actual: address,
        message: key,
      });
      const again = outcomes(await storeMover(pair).migrateStore());
      const skipped = Object.fromEntries([0, 2, 5].map((at) => [idAt(at), 'skipped']));
      t.equal(again, { ...expected, ...skipped }, 'not-skipped');
    },
  },
];

/** Without the headers, where the successor is. */
function dialoguesOf(all: unknown): unknown {
  return (all as readonly { readonly dialogues: unknown }[]).map(({ dialogues }) => dialogues);
}
