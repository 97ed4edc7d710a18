import { ColloquyError, type Attributes, type StoredRecord } from '@colloquy/core';
import { recordKey } from '../../data/names.ts';
import type { StoreMutant } from '../Mutant.ts';
import { brokenStore } from '../support/broken.ts';
import { quirky } from './brokenAnalytics.ts';

/** A record whose attributes are read differently. */
function reading(record: StoredRecord, attributes: Attributes): StoredRecord {
  return { ...record, attributes: { ...record.attributes, ...attributes } };
}

export const analyticsRowMutants: readonly StoreMutant[] = [
  {
    id: 'analytics-status-folded',
    clause: 'AN-ROW-01',
    reason: 'wrong-dialogues',
    description: 'The status is compared under a collation that ignores case.',
    build: () =>
      quirky({ reread: (record) => reading(record, { status: String(record.attributes['status']).toLowerCase() }) }),
  },
  {
    id: 'analytics-instant-loose',
    clause: 'AN-ROW-01',
    reason: 'wrong-dialogues',
    description: 'Any text that begins like an instant is taken for one.',
    build: () =>
      quirky({
        reread: (record) => {
          const createdAt = String(record.attributes['createdAt']);
          return createdAt.startsWith('2026-') ? reading(record, { createdAt: '2026-02-06T12:00:00.000Z' }) : record;
        },
      }),
  },
  {
    id: 'analytics-instant-of-calendar',
    clause: 'AN-ROW-01',
    reason: 'wrong-dialogues',
    description: 'A createdAt that is no day of the calendar is cast to no value.',
    build: () =>
      quirky({
        reread: (record) =>
          Number.isNaN(Date.parse(String(record.attributes['createdAt'])))
            ? reading(record, { createdAt: '' })
            : record,
      }),
  },
  {
    id: 'analytics-any-root',
    clause: 'AN-ROW-01',
    reason: 'wrong-dialogues',
    description: 'Every record of type dialogue is taken for a root.',
    build: () =>
      quirky({
        reread: (record) =>
          record.key.startsWith('dialogue#') ? { ...record, key: recordKey('dialogue#meta') } : record,
      }),
  },
  {
    id: 'analytics-any-tension',
    clause: 'AN-ROW-02',
    reason: 'wrong-tensions',
    description: 'A key that begins like that of a tension is one.',
    build: () =>
      quirky({
        reread: (record) =>
          /^tension#00#0[^1]/.test(record.key) ? { ...record, key: recordKey('tension#00#01') } : record,
      }),
  },
  {
    id: 'analytics-resolved-is-open',
    clause: 'AN-ROW-02',
    reason: 'wrong-tensions',
    description: 'Every tension counts, whatever its status.',
    build: () =>
      quirky({
        reread: (record) => (record.attributes['status'] === 'resolved' ? reading(record, { status: 'open' }) : record),
      }),
  },
  {
    id: 'analytics-score-cast',
    clause: 'AN-ROW-03',
    reason: 'wrong-experts',
    description: 'A score is cast to a number: text that looks like one counts, and a boolean.',
    build: () =>
      quirky({
        reread: (record) => {
          const totalScore = Number(record.attributes['totalScore']);
          return Number.isNaN(totalScore) ? record : reading(record, { totalScore });
        },
      }),
  },
  {
    id: 'analytics-score-of-32-bits',
    clause: 'AN-ROW-03',
    reason: 'wrong-experts',
    description: 'The column of scores is an integer of 32 bits, and what does not fit is NULL.',
    build: () =>
      quirky({
        reread: (record) =>
          Number(record.attributes['totalScore']) >= 2 ** 31 ? reading(record, { totalScore: '' }) : record,
      }),
  },
  {
    id: 'analytics-index-throws',
    clause: 'AN-ROW-04',
    reason: 'commit-refused',
    description: 'The index casts the score, and a value that cannot be cast makes the commit fail.',
    build: () =>
      brokenStore((store) => ({
        commit: async (id, commit, options) => {
          const scores = commit.changes.map(({ attributes }) => attributes['totalScore'] ?? 0);
          if (scores.some((score) => Number.isNaN(Number(score)))) {
            throw new ColloquyError('backend_error', 'invalid input syntax for type bigint');
          }
          return store.commit(id, commit, options);
        },
      })),
  },
  {
    id: 'analytics-odd-spoils-all',
    clause: 'AN-ROW-04',
    reason: 'others-left-out',
    description: 'One record that cannot be read ends the answer there.',
    build: () => {
      let spoilt = false;
      return quirky({
        reread: (record) => {
          spoilt ||= record.attributes['totalScore'] === 'NaN';
          return spoilt ? undefined : record;
        },
      });
    },
  },
];
