import type { Claimed, MoveClaim, MoveState, Residence } from '@colloquy/core';
import type { DialogueContext, DialogueLaw } from '../kit/DialogueFixture.ts';
import { hexText, there } from '../support/crossing.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { residenceText } from '../support/moving.ts';
import { bothWays, dyingAfter, type Pair, type Stop } from '../support/moves.ts';
import { askedOf, expectUntouched, standingAt } from '../support/standing.ts';
import { id } from '../support/story.ts';

/** One that stands in no store. */
const strange: Residence = { status: 'moved', move: residenceText('9', there) };

/** Claims and ends of claims at one store of a pair. */
class Claims {
  readonly #t: DialogueContext;
  readonly #pair: Pair;
  readonly #at: 'source' | 'target';

  constructor(t: DialogueContext, pair: Pair, at: 'source' | 'target') {
    this.#t = t;
    this.#pair = pair;
    this.#at = at;
  }

  get stop(): Stop {
    return this.#pair[this.#at];
  }

  async over(): Promise<Residence | null> {
    return (await standingAt(this.stop)).lock;
  }

  /** One that changes nothing, and answers with what stands there. */
  async refused(
    call: 'claim' | 'abort',
    digit: string,
    over: MoveClaim['over'],
    answer: Answer,
    why: string,
  ): Promise<void> {
    const asked = await askedOf(this.#pair, this.#at, digit);
    const act = () => this.#pair.steps(this.stop)[call](id, { ...asked, over });
    const answered = await expectUntouched(this.#t, this.stop, act, why);
    this.#t.equal(brief(answered), answer, 'other-answer', why);
  }

  /** One that takes place over what stands there, and leaves head, log and records as they are. */
  async done(call: 'claim' | 'abort', digit: string, base: number, whole: boolean): Promise<void> {
    const asked = await askedOf(this.#pair, this.#at, digit);
    const before = await standingAt(this.stop);
    const answered = await this.#pair.steps(this.stop)[call](id, { ...asked, over: before.lock });
    const status = call === 'claim' ? 'importing' : 'aborted';
    this.#t.equal(brief(answered), [status, digit], 'other-answer', call);
    const { lock, text, rows } = await standingAt(this.stop);
    const { logId, source } = asked;
    const said = { base, logId, moveId: hexText(digit), n: 0, other: [source.place, source.name], v: 1, whole };
    this.#t.equal([lock?.status, text], [status, said], 'other-text', call);
    this.#t.equal(rows, before.rows, 'rows-touched', call);
  }
}

/** Status, and the digit of the move. */
type Answer = readonly [status: MoveState, digit: string | undefined];

function brief({ status, moveId }: Claimed): Answer {
  return [status, moveId?.slice(0, 1)];
}

async function nOf(stop: Stop): Promise<number> {
  return (await standingAt(stop)).n;
}

export const mgStoreClaimLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-STORE-04',
    title:
      'a claim is made over the residence that its mover saw, once for a move, and not under one that is dead here',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const at = new Claims(t, pair, 'target');
        await at.refused('claim', '1', strange, ['absent', undefined], 'over another residence');
        await at.done('claim', '1', 0, false);
        await at.refused('claim', '1', null, ['importing', '1'], 'the same again');
        await at.refused('claim', '2', await at.over(), ['importing', '1'], 'over a claim');
        await at.done('abort', '1', 0, false);
        await at.refused('claim', '1', null, ['aborted', '1'], 'late');
        await at.refused('claim', '1', await at.over(), ['aborted', '1'], 'dead');
        await at.refused('claim', '2', null, ['aborted', '1'], 'over what stood there before');
        await at.done('claim', '2', 0, false);
        const active = new Claims(t, pair, 'source');
        await active.refused('claim', '3', null, ['active', undefined], 'of an active dialogue');
      });
    },
  },
  {
    clause: 'MG-STORE-04',
    title: 'a claim over a copy that was left names its end as the base, and whether its records are there',
    run: async (t) => {
      for (const purged of [false, true]) {
        await bothWays(t, async (pair) => {
          await pair.mover().start(id);
          if (purged) await pair.mover().purge(id);
          const at = new Claims(t, pair, 'source');
          const base = await nOf(at.stop);
          await at.done('claim', '1', base, !purged);
          await at.done('abort', '1', base, !purged);
          await at.done('claim', '2', base, !purged);
        });
      }
      await bothWays(t, async (pair) => {
        await pair.mover().start(id);
        await endOf(() => pair.mover(dyingAfter('purge-begin')).purge(id));
        const at = new Claims(t, pair, 'source');
        const { moveId } = (await standingAt(at.stop)).text as { readonly moveId: string };
        await at.refused('claim', '1', await at.over(), ['purging', moveId.slice(0, 1)], 'while it is purged');
      });
    },
  },
  {
    clause: 'MG-STORE-06',
    title: 'the end of a move is written over what its canceller saw, and of no other move and no active dialogue',
    run: async (t) => {
      await bothWays(t, async (pair) => {
        const at = new Claims(t, pair, 'target');
        await at.refused('abort', '1', strange, ['absent', undefined], 'over another residence');
        await at.done('abort', '1', 0, false);
        await at.refused('abort', '1', null, ['aborted', '1'], 'the same again');
        await at.refused('abort', '2', await at.over(), ['aborted', '1'], 'of another move');
        await at.done('claim', '2', 0, false);
        await at.refused('abort', '1', await at.over(), ['importing', '2'], 'of a move that was claimed over');
        await at.refused('abort', '2', null, ['importing', '2'], 'over what stood there before');
        await at.done('abort', '2', 0, false);
        const active = new Claims(t, pair, 'source');
        await active.refused('abort', '3', null, ['active', undefined], 'of an active dialogue');
      });
    },
  },
  {
    clause: 'MG-STORE-06',
    title: 'a copy that was left is aborted ahead of its claim; then no claim, batch and activation of that move lands',
    run: async (t) => {
      for (const purged of [false, true]) {
        await bothWays(t, async (pair) => {
          await pair.mover().start(id);
          if (purged) await pair.mover().purge(id);
          const at = new Claims(t, pair, 'source');
          const seen = await at.over();
          const base = await nOf(at.stop);
          await at.done('abort', '1', base, !purged);
          await at.refused('claim', '1', seen, ['aborted', '1'], 'late');
          const store = pair.steps(at.stop);
          const [record] = (await standingAt(pair.target)).rows.records;
          const batch = { records: [sure(record)], entries: [] };
          const late = () => store.importEncryptedBatch(id, hexText('1'), batch);
          t.equal((await expectUntouched(t, at.stop, late, 'batch')).written, false, 'not-dead');
          const evidence = { n: base, hash: '0'.repeat(64), copied: { records: 0, bytes: 0, digest: '0'.repeat(64) } };
          const arrive = () =>
            expectEnd(t, () => store.activate(id, hexText('1'), evidence), 'move_cancelled', 'not-dead');
          await expectUntouched(t, at.stop, arrive, 'activation');
        });
      }
    },
  },
];
