import { add, countNotes, entryOf } from '../support/countNotes.ts';
import type { PullRequest } from '../support/PullRequest.ts';

const contract = 'src/contracts/dialogueStoreContract.ts';
const subject = 'DialogueStore.countNotes';

function cites(
  title: string,
  rule: PullRequest['findings'][number][0],
  clauses: string,
  edit: PullRequest['edit'] = () => undefined,
): PullRequest {
  return {
    title,
    edit: (project) => {
      add(project, { ...countNotes, entry: entryOf(countNotes, { clauses }) });
      edit(project);
    },
    findings: [[rule, subject, `${contract}: clauses`]],
  };
}

const verdict = (
  backend: string,
  clause: string,
  value: 'failed' | 'not-applicable' | 'not-run',
): PullRequest['edit'] => {
  return (project) => {
    const verdicts = project.reports.verdicts[backend];
    if (verdicts !== undefined) verdicts[clause] = value;
  };
};

/** Clauses, tests and results. */
export const proofs: readonly PullRequest[] = [
  cites('no clause', 'CLAUSE-01', '[]'),
  cites('a clause that nobody wrote', 'CLAUSE-01', "['DS-COUNT-02']"),
  cites(
    'a clause that stands in no document',
    'CLAUSE-01',
    "['DS-COUNT-01']",
    (project) => void project.remove('docs/spec/count.md'),
  ),
  cites(
    'a clause that stands in no registry',
    'CLAUSE-01',
    "['DS-COUNT-01']",
    (project) => void project.replace('src/clauses.ts', "  'DS-COUNT-01': 'told truly',\n", ''),
  ),
  cites(
    'a clause in the document in passing only',
    'CLAUSE-01',
    "['DS-COUNT-01']",
    (project) => void project.write('docs/spec/count.md', '# Counting\n\nSee DS-COUNT-01.\n'),
  ),
  cites('a clause that no test ran for', 'CLAUSE-02', "['DS-COUNT-01', 'DS-HEAD-01']", (project) => {
    for (const backend of ['relational', 'replica', 'keyvalue']) verdict(backend, 'DS-COUNT-01', 'not-run')(project);
  }),
  cites('clauses of other methods', 'CLAUSE-03', "['DS-HEAD-01', 'DS-LOAD-01']"),
  cites('one backend fails', 'RESULT-01', "['DS-COUNT-01']", verdict('keyvalue', 'DS-COUNT-01', 'failed')),
  cites(
    'one backend says that it is not for it',
    'RESULT-01',
    "['DS-COUNT-01']",
    verdict('keyvalue', 'DS-COUNT-01', 'not-applicable'),
  ),
  cites('one backend was not asked', 'RESULT-01', "['DS-COUNT-01']", verdict('keyvalue', 'DS-COUNT-01', 'not-run')),
  cites('the report of one backend does not know the clause', 'RESULT-01', "['DS-COUNT-01']", (project) => {
    delete project.reports.verdicts['relational']?.['DS-COUNT-01'];
  }),
  cites(
    'one backend was not asked, and passed a clause of another method',
    'RESULT-01',
    "['DS-COUNT-01', 'DS-HEAD-01']",
    verdict('keyvalue', 'DS-COUNT-01', 'not-run'),
  ),
  cites(
    'one backend says that it is not for it, and passed a clause of another method',
    'RESULT-01',
    "['DS-COUNT-01', 'DS-HEAD-01']",
    verdict('keyvalue', 'DS-COUNT-01', 'not-applicable'),
  ),
  {
    title: 'an old method fails on one backend',
    edit: verdict('relational', 'DS-LOAD-02', 'failed'),
    findings: [['RESULT-01', 'DialogueStore.load', `${contract}: clauses`]],
  },
  {
    title: 'a result of other sources',
    edit: (project) => void (project.reports.current['keyvalue'] = false),
    findings: [['RESULT-02', 'keyvalue', 'reports/keyvalue.json: {']],
  },
  {
    title: 'a result of a part of the suite',
    edit: (project) => void (project.reports.filter['keyvalue'] = 'DS-HEAD'),
    findings: [['RESULT-03', 'keyvalue', 'reports/keyvalue.json: {']],
  },
  {
    title: 'a red report whose clauses all passed',
    edit: (project) => void (project.reports.green['vault'] = false),
    findings: [['RESULT-03', 'vault', 'reports/vault.json: {']],
  },
];
