import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { mutant, placing } from './dynamoMutant.ts';

/** Items that are in an index, or in no table, by a wrong reading of what a row is. */
export const dynamoRowMutants: readonly StoreMutant[] = [
  mutant({
    id: 'dynamo-index-of-the-attributes',
    clause: 'AN-ROW-01',
    reason: 'wrong-dialogues',
    description: 'A root is put into the index with whatever text its createdAt is.',
    wrong: () =>
      placing((key, { status, createdAt }) =>
        key === 'dialogue#meta' && status?.S === 'open' && createdAt?.S !== undefined
          ? { byStatusPk: { S: 'dialogues#open#0' }, byStatusSk: { S: `${createdAt.S}#x` } }
          : {},
      ),
  }),
  mutant({
    id: 'dynamo-resolved-stays-open',
    clause: 'AN-ROW-02',
    reason: 'wrong-tensions',
    description: 'Every tension is put into the index, under open where its status has no list.',
    wrong: () =>
      placing((key, { status, createdAt }, { byTensionStatusPk }) =>
        byTensionStatusPk === undefined && /^tension#\d\d#\d\d$/.test(key) && status?.S === 'resolved'
          ? { byTensionStatusPk: { S: 'tensions#open#0' }, byTensionStatusSk: { S: `${createdAt?.S}#x#00#01` } }
          : {},
      ),
  }),
  mutant({
    id: 'dynamo-score-of-text',
    clause: 'AN-ROW-03',
    reason: 'wrong-experts',
    description: 'A score that is a text is put into the index as the number it looks like.',
    wrong: () =>
      placing((key, { totalScore }) =>
        /^expert#[a-z]+$/.test(key) && /^\d+$/.test(totalScore?.S ?? '')
          ? {
              byExpertPk: { S: 'experts#0' },
              byExpertSk: { S: `${key.slice('expert#'.length)}#x` },
              byExpertScore: { N: String(Number(totalScore?.S)) },
            }
          : {},
      ),
  }),
  mutant({
    id: 'dynamo-key-attribute-of-wrong-type',
    clause: 'AN-ROW-04',
    reason: 'commit-refused',
    description: "The application's own createdAt is the sort key of the index, and one that is no text is refused.",
    wrong: () =>
      placing((key, { createdAt }, item) =>
        key === 'dialogue#meta' && createdAt !== undefined && item['byStatusSk'] === undefined
          ? { byStatusPk: { S: 'dialogues#odd#0' }, byStatusSk: createdAt }
          : {},
      ),
  }),
];
