import type { ActivationEvidence } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { elsewhere, headerOf, hexText, signed, stranger, there } from '../support/crossing.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { settleAt } from '../support/moving.ts';
import { bothWays, dyingAfter, type Pair } from '../support/moves.ts';
import { entryHashOf, hexOf } from '../support/spec.ts';
import { expectUntouched, standingAt } from '../support/standing.ts';
import { expectSound } from '../support/state.ts';
import { id, perform, tension } from '../support/story.ts';

interface Arriving {
  readonly moveId: string;
  readonly evidence: ActivationEvidence;
}

/** A move as far as what was copied was verified. */
async function arriving(pair: Pair): Promise<Arriving> {
  await endOf(() => pair.mover(dyingAfter('verify')).start(id));
  const { text, rows } = await standingAt(pair.source);
  const { n, header } = sure(rows.log.at(-1));
  const copied = { records: rows.records.length, bytes: 4711, digest: 'd'.repeat(64) };
  return { moveId: String(text?.['moveId']), evidence: { n, hash: hexOf(entryHashOf(header)), copied } };
}

/** An activation at the target that must be refused, and leave it as it is. */
async function expectShut(
  t: DialogueContext,
  pair: Pair,
  { moveId, evidence }: Arriving,
  expected: string,
  message: string,
): Promise<void> {
  const call = () => endOf(() => pair.steps(pair.target).activate(id, moveId, evidence));
  t.equal(await expectUntouched(t, pair.target, call, message), expected, 'activated', message);
}

export const mgStoreCrossingLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-STORE-05',
    title:
      'a dialogue is opened behind the migrate.out that was verified, once, and the entry is the answer ever after',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const { moveId, evidence } = await arriving(pair);
        const before = await standingAt(pair.target);
        const activate = () => pair.steps(pair.target).activate(id, moveId, evidence);
        const { dialogueId, n, hash, entry } = await activate();
        const { lock, rows } = await standingAt(pair.target);
        t.equal([dialogueId, n, lock], [id, evidence.n + 1, null], 'not-open');
        t.equal([rows.log.at(-1), hexOf(entryHashOf(entry.header))], [entry, hash], 'other-entry');
        t.equal([rows.head?.header, rows.head?.auth], [entry.header, entry.auth], 'other-head');
        t.equal([rows.log.slice(0, -1), rows.records], [before.rows.log, before.rows.records], 'rows-touched');
        const said = JSON.parse(Buffer.from(entry.body).toString('utf8')) as { readonly copied: unknown };
        t.equal([headerOf(entry)['kind'], said.copied], ['migrate.in', evidence.copied], 'other-entry');
        await perform(pair.store(pair.target), id, tension);
        const again = await expectUntouched(t, pair.target, activate, 'again');
        t.equal([again.n, again.hash, again.entry], [n, hash, entry], 'other-entry', 'again');
        await expectSound(t, pair.store(pair.target), id, 'not-sound');
      });
    },
  },
  {
    clause: 'MG-STORE-05',
    title: 'without that migrate.out, of this move, to this store, signed, nothing is opened',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const arrived = await arriving(pair);
        const { moveId, evidence } = arrived;
        const { n, hash } = evidence;
        const shut = (change: Partial<ActivationEvidence>, expected: string, message: string) =>
          expectShut(t, pair, { moveId, evidence: { ...evidence, ...change } }, expected, message);
        await shut({ hash: hash.replaceAll(/./g, '0') }, 'move_refused/unfinished', 'another hash');
        const { log } = (await standingAt(pair.target)).rows;
        const below = sure(log.at(-2));
        await shut({ n: n - 1, hash: hexOf(entryHashOf(below.header)) }, 'move_refused/unfinished', 'another entry');
        await shut({ n: n + 1 }, 'move_refused/unfinished', 'no entry');
        const other = { ...arrived, moveId: hexText('0') };
        await expectShut(t, pair, other, 'move_cancelled', 'another move');
        const { fixture } = pair.target;
        const out = sure(log.at(-1));
        await fixture.probe.putEntry(id, { ...out, auth: signed(out.header, stranger) });
        await expectShut(t, pair, arrived, 'integrity_error/mover_unknown', 'the key of a stranger');
        await fixture.probe.putEntry(id, out);
        await settleAt(fixture, elsewhere);
        await expectShut(t, pair, arrived, 'move_refused/other_target', 'another store');
        await settleAt(fixture, there);
        const atSource = () => pair.steps(pair.source).activate(id, moveId, evidence);
        await expectEnd(t, atSource, 'move_refused/not_there', 'activated', 'where it left');
        await pair.mover().cancel(id);
        await expectShut(t, pair, arrived, 'move_cancelled', 'cancelled');
      });
    },
  },
  {
    clause: 'MG-MOVE-07',
    title: 'a log that has seen the end of a move, cancelled or arrived, is not left by it again',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const again = async (moveId: string, message: string): Promise<void> => {
          const call = () => endOf(() => pair.steps(pair.source).leave(id, moveId, pair.target.at));
          t.equal(await call(), 'move_cancelled', 'left-again', message);
          await expectUntouched(t, pair.source, call, message);
        };
        await endOf(() => pair.mover(dyingAfter('copy')).start(id));
        const { moveId: cancelled } = await pair.mover().cancel(id);
        await again(cancelled, 'cancelled');
        const { moveId: gone } = await pair.mover().start(id);
        const { moveId: back } = await pair.mover().back(id);
        await perform(pair.store(pair.source), id, tension);
        for (const moveId of [cancelled, gone, back]) await again(moveId, 'behind other moves');
        await expectSound(t, pair.store(pair.source), id, 'not-sound');
      });
    },
  },
];
