import { doctorWithoutKeys, type Residence } from '@colloquy/core';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { there } from '../support/crossing.ts';
import { sure } from '../support/errors.ts';
import { portOf, residenceText } from '../support/moving.ts';
import { bothWays, type Pair } from '../support/moves.ts';
import { trusted } from '../support/registered.ts';
import { id } from '../support/story.ts';

/** The row of the head with another residence, as somebody who edits the database leaves it. */
async function edit({ source: { fixture } }: Pair, to: Residence | null): Promise<void> {
  const { head, residence } = await portOf(fixture).residence(id);
  const { n, commitId } = sure(head);
  if (to === null) {
    // A head that is put over another one keeps the columns of the residence.
    await fixture.probe.removeHead(id);
    return fixture.probe.putHead(id, sure(head));
  }
  const { changed } = await portOf(fixture).change(id, { from: residence, to, head: { n, commitId } });
  if (!changed) throw new Error('the row was not edited');
}

const move = residenceText('d', there);

const cases = [
  ['residence_missing', true, null],
  ['residence_of_another_head', true, { status: 'moved', move }],
  ['residence_of_another_head', false, { status: 'moved', move }],
  ['residence_of_another_head', false, { status: 'importing', move }],
  ['residence_of_another_head', false, { status: 'aborted', move }],
  ['residence_of_another_head', false, { status: 'purged', move }],
  ['residence_unreadable', false, { status: 'moved', move: '{}' }],
] as const;

export const mgAnswerNamedLaws: readonly DialogueLaw[] = [
  {
    clause: 'MG-ANSWER-06',
    title: 'a residence that the head contradicts is named by status and by doctor, with keys and without',
    run: async (t) => {
      for (const [contradiction, hasLeft, to] of cases) {
        await bothWays(t, async (pair) => {
          if (hasLeft) await pair.mover().start(id);
          const { fixture, keyring } = pair.source;
          const { backend } = fixture;
          const recovery = fixture.recovery({ keyring, trusted });
          const before = await recovery.doctor(id);
          t.equal([before.verdict, before.contradiction], ['sound', undefined], 'named-at-random');
          await edit(pair, to);
          const told = `${contradiction}: ${to?.status ?? 'none'}`;
          const { source } = await pair.mover().status(id);
          t.equal(source.contradiction, contradiction, 'status-silent', told);
          for (const { verdict, findings, ...rest } of [
            await recovery.doctor(id),
            await doctorWithoutKeys(backend, id),
          ]) {
            t.equal([verdict, rest.contradiction], ['damaged', contradiction], 'doctor-silent', told);
            const kinds = findings.map(({ kind, n }) => [kind, n]);
            t.equal(kinds, [['head_residence', rest.head]], 'doctor-silent', told);
            t.check(sure(findings[0]).message.includes(contradiction), 'doctor-silent', { message: told });
          }
        });
      }
    },
  },
];
