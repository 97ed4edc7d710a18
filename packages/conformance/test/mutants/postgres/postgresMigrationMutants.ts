import type { StoreMutant } from '../../../src/mutants/Mutant.ts';
import { postgresKitOver, slowly, type Wrong } from './postgresKitOver.ts';

function mutant(mutation: Omit<StoreMutant, 'build'> & { readonly wrong: Wrong }): StoreMutant {
  const { wrong, ...rest } = mutation;
  return { ...rest, build: () => postgresKitOver(rest.id, wrong) };
}

function instead(was: string | RegExp, is: string): (text: string) => string {
  return (text) => text.replaceAll(was, is);
}

const comparedMove = 'head.move IS NOT DISTINCT FROM $5';
const notInLog = /NOT EXISTS \(SELECT FROM "\w+"\."log" AS entry [^)]*\([^)]*\)\)/g;

/** What people get wrong about moves with PostgreSQL, each in the real adapter on the real server. */
export const postgresMigrationMutants: readonly StoreMutant[] = [
  mutant({
    id: 'postgres-residence-not-demanded',
    clause: 'MG-STATE-03',
    reason: 'commit-landed',
    description:
      'A commit demands the head before it and not that there be no residence, so that a copy that was left goes on.',
    wrong: { sql: instead('num_nulls(residence, move) = 2 AND', 'true AND') },
  }),
  mutant({
    id: 'postgres-claim-upserted',
    clause: 'MG-STATE-01',
    reason: 'residence-not-compared',
    orElse: ['not-one-winner', 'head-not-compared'],
    description: 'A claim is an INSERT ... ON CONFLICT DO UPDATE: it takes over whatever dialogue stands there.',
    wrong: {
      sql: instead(
        /(SELECT \$1, 0, '', ''::bytea[^;]*?)ON CONFLICT \(dialogue_id\) DO NOTHING/g,
        '$1ON CONFLICT (dialogue_id) DO UPDATE SET residence = excluded.residence, move = excluded.move',
      ),
    },
  }),
  mutant({
    id: 'postgres-residence-equals',
    clause: 'MG-STATE-01',
    reason: 'unexpected-error',
    description: 'The residence is compared with =, which says nothing where there is none: nobody can ever leave.',
    wrong: { sql: instead('IS NOT DISTINCT FROM $', '= $') },
  }),
  mutant({
    id: 'postgres-move-not-compared',
    clause: 'MG-STATE-01',
    reason: 'residence-not-compared',
    description: 'A transition compares the status and not whose move it is.',
    wrong: { sql: instead(comparedMove, '($5::text IS NOT NULL OR $5 IS NULL)') },
  }),
  mutant({
    id: 'postgres-claim-overlooks-the-log',
    clause: 'MG-STATE-01',
    reason: 'log-overlooked',
    description: 'A claim asks the table of heads alone, and takes an id under which a log stands.',
    wrong: { sql: (text) => (text.includes("''::bytea") ? text.replaceAll(notInLog, 'true') : text) },
  }),
  mutant({
    id: 'postgres-look-and-then-write',
    clause: 'MG-STATE-01',
    reason: 'not-one-winner',
    orElse: ['untrue-answer', 'not-the-winner'],
    description: 'The row is judged as the statement found it, and written wherever it stands after waiting.',
    wrong: {
      sql: (text) =>
        text
          .replace(
            /WHERE head\.dialogue_id = \$1 AND head\.n = \$2::bigint([\s\S]*?) AND head\.xmin = \(SELECT seen\.xmin FROM ("\w+"\."heads") AS seen WHERE seen\.dialogue_id = \$1\)/,
            (_, rest: string, heads: string) =>
              `WHERE head.dialogue_id = $1 AND EXISTS (SELECT FROM ${heads} AS look, pg_sleep(0.03)
WHERE look.dialogue_id = $1 AND look.n = $2::bigint${rest.replaceAll('head.', 'look.')})`,
          )
          .replace('$11::bytea, $12 FROM moved', '$11::bytea, $12 FROM moved ON CONFLICT DO NOTHING'),
    },
  }),
  mutant({
    id: 'postgres-entry-not-recognised',
    clause: 'MG-STATE-02',
    reason: 'not-again',
    description: 'A transition that took place is looked for in the head alone, which has gone on since.',
    wrong: { sql: instead('n = ANY ($2::bigint[])', 'n = ANY ($2::bigint[]) AND false') },
  }),
  mutant({
    id: 'postgres-claim-taken-for-a-lock',
    clause: 'MG-ANSWER-01',
    reason: 'wrong-code',
    description:
      'A commit that does not land asks for n of the head alone: a claim looks like somebody who is faster, again and again.',
    wrong: { sql: instead(/CASE WHEN num_nulls\(residence, move\) = 2 THEN n::text ELSE 'held' END/g, 'n::text') },
  }),
  mutant({
    id: 'postgres-first-commit-upserted',
    clause: 'MG-STATE-03',
    reason: 'commit-landed',
    orElse: ['both-or-none'],
    description: 'Commit 1 takes a row with n = 0 for one that nobody has.',
    wrong: {
      sql: (text) =>
        slowly(text).replace(
          /(SELECT \$1, \$2::bigint, \$3, \$4::bytea, \$6::bytea WHERE[\s\S]*?)ON CONFLICT \(dialogue_id\) DO NOTHING/,
          '$1ON CONFLICT (dialogue_id) DO UPDATE SET n = excluded.n, commit_id = excluded.commit_id, header = excluded.header, auth = excluded.auth, residence = NULL, move = NULL',
        ),
    },
  }),
  mutant({
    id: 'postgres-batch-under-any-move',
    clause: 'MG-PORT-03',
    reason: 'written',
    description: 'A batch is written wherever its dialogue is held so, by whatever move.',
    wrong: { sql: instead(/(residence = \$2) AND (?:head\.)?move = \$3/g, '$1 AND $3::text IS NOT NULL') },
  }),
  mutant({
    id: 'postgres-batch-does-nothing',
    clause: 'MG-PORT-03',
    reason: 'wrong-rows',
    description: 'A batch leaves a row that stands there: ON CONFLICT DO NOTHING.',
    wrong: {
      sql: instead(
        /ON CONFLICT \(dialogue_id, n\) DO UPDATE\s+SET commit_id[^)]*?excluded\.auth/g,
        'ON CONFLICT (dialogue_id, n) DO NOTHING',
      ),
    },
  }),
  mutant({
    id: 'postgres-export-by-number-alone',
    clause: 'MG-PORT-04',
    reason: 'too-much',
    description: 'A batch that is read ends after 99 records, however large they are.',
    wrong: { sql: instead('page.bytes <= $4', '$4::bigint > 0') },
  }),
  mutant({
    id: 'postgres-export-from-the-key-on',
    clause: 'MG-PORT-04',
    reason: 'wrong-page',
    description: 'The next batch begins with the key after which it was asked for.',
    wrong: { sql: instead('key > $2 ORDER BY key LIMIT', 'key >= $2 ORDER BY key LIMIT') },
  }),
  mutant({
    id: 'postgres-listing-of-heads',
    clause: 'MG-PORT-07',
    reason: 'not-listed',
    description: 'Partitions are listed from the table of heads alone.',
    wrong: {
      sql: instead(/\(SELECT min\(dialogue_id\) FROM "\w+"\."(?:log|records)" WHERE dialogue_id > [^)]+\)/g, 'NULL'),
    },
  }),
];
