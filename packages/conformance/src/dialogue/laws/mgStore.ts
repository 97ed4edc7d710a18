import type { MoveState } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { headerOf, signed, stranger } from '../support/crossing.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { bothWays, dyingAfter, type Pair, type Stop } from '../support/moves.ts';
import { entryHashOf, hexOf } from '../support/spec.ts';
import { expectUntouched, standingAt } from '../support/standing.ts';
import { id, perform, tension } from '../support/story.ts';
import { flip } from '../support/tampering.ts';

/** What the rows of a store say, against what it answers. */
async function expectLocated(t: DialogueContext, pair: Pair, stop: Stop, state: MoveState): Promise<void> {
  const { lock, text: says, rows } = await standingAt(stop);
  const header = rows.head && headerOf(rows.head);
  const [first] = rows.log;
  const { other, v: _form, ...named } = says ?? {};
  const [place, name] = (other ?? []) as readonly unknown[];
  const call = () => pair.steps(stop).location(id);
  const { dialogueId, boundary, text, ...said } = await expectUntouched(t, stop, call, state);
  const expected = {
    state,
    head: rows.head && {
      n: rows.head.n,
      commitId: header?.['commitId'],
      hash: hexOf(entryHashOf(rows.head.header)),
      kind: header?.['kind'],
      epoch: header?.['epoch'],
    },
    residence: lock,
    logId: first === undefined ? says?.['logId'] : headerOf(first)['logId'],
    pending: false,
  };
  t.equal([dialogueId, said], [id, expected], 'other-location', state);
  t.equal(text, says && { ...named, other: { place, name } }, 'other-location', `text of ${state}`);
  const crossed = String(header?.['kind']).startsWith('migrate.')
    ? rows.log.find(({ n }) => n === rows.head?.n)
    : undefined;
  const body = crossed && (JSON.parse(Buffer.from(crossed.body).toString('utf8')) as { readonly moveId: string });
  const about = boundary && { kind: boundary.kind, moveId: boundary.body.moveId, entry: boundary.entry };
  const entry = crossed && { kind: header?.['kind'], moveId: body?.moveId, entry: crossed };
  t.equal(about, entry, 'other-location', `boundary of ${state}`);
}

export const mgStoreLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-STORE-01',
    title: 'in every state of a move each store says what it is to the dialogue, and nothing is written',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const { source, target } = pair;
        const located = async (at: MoveState, there: MoveState): Promise<void> => {
          await expectLocated(t, pair, source, at);
          await expectLocated(t, pair, target, there);
        };
        await located('active', 'absent');
        await endOf(() => pair.mover(dyingAfter('claim')).start(id));
        await located('active', 'importing');
        await endOf(() => pair.mover(dyingAfter('copy')).start(id));
        await located('moved', 'importing');
        await pair.mover().cancel(id);
        await located('active', 'aborted');
        await pair.mover().start(id);
        await located('moved', 'active');
        await perform(pair.store(target), id, tension);
        await endOf(() => pair.mover(dyingAfter('claim')).back(id));
        await located('importing', 'active');
        await pair.mover().back(id);
        await located('active', 'moved');
        await pair.mover().start(id);
        await endOf(() => pair.mover(dyingAfter('purge-begin')).purge(id));
        await located('purging', 'active');
        await pair.mover().purge(id);
        await located('purged', 'active');
      });
    },
  },
  {
    clause: 'MG-STORE-01',
    title: 'a boundary head that no pinned key has signed, that is gone, or that is none is refused',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const { source } = pair;
        const { probe } = source.fixture;
        await endOf(() => pair.mover(dyingAfter('leave')).start(id));
        const { head, log } = (await standingAt(source)).rows;
        const entry = sure(log.at(-1));
        const refused = async (expected: string, message: string): Promise<void> => {
          const call = () => endOf(() => pair.steps(source).location(id));
          t.equal(await expectUntouched(t, source, call, message), expected, 'believed', message);
        };
        await probe.putEntry(id, { ...entry, auth: signed(entry.header, stranger) });
        await refused('integrity_error/mover_unknown', 'the key of a stranger');
        await probe.putEntry(id, { ...entry, auth: flip(entry.auth) });
        await refused('integrity_error/boundary', 'another signature');
        await probe.putEntry(id, { ...entry, body: sure(log[0]).body });
        await refused('integrity_error/boundary', 'another body');
        await probe.putEntry(id, sure({ ...sure(log.at(-2)), n: entry.n }));
        await refused('integrity_error/boundary', 'another entry');
        await probe.removeEntry(id, entry.n);
        await refused('integrity_error/boundary', 'no entry');
        await probe.putEntry(id, entry);
        await probe.putHead(id, { ...sure(head), header: new Uint8Array(2) });
        await expectEnd(t, () => pair.steps(source).location(id), 'integrity_error/boundary', 'believed', 'no header');
        await probe.putHead(id, sure(head));
        await expectEnd(t, () => pair.steps(source).location(id), 'ok', 'refused');
      });
    },
  },
];
