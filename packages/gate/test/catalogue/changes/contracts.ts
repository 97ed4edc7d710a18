import { add, countNotes, entryOf } from '../support/countNotes.ts';
import type { PullRequest } from '../support/PullRequest.ts';

const contract = 'src/contracts/dialogueStoreContract.ts';
const subject = 'DialogueStore.countNotes';

function entry(
  title: string,
  rule: PullRequest['findings'][number][0],
  parts: Readonly<Record<string, string>>,
  at: string,
): PullRequest {
  return {
    title,
    edit: (project) => void add(project, { ...countNotes, entry: entryOf(countNotes, parts) }),
    findings: [[rule, subject, `${contract}: ${at}`]],
  };
}

/** Contracts that promise nothing, or that cannot be held to what they promise. */
export const contracts: readonly PullRequest[] = [
  {
    title: 'a method without an entry, its types forced',
    edit: (project) => {
      add(project, { ...countNotes, entry: '' }).replace(
        contract,
        '  },\n};\n',
        '  },\n} as unknown as TraitContract<DialogueStore>;\n',
      );
    },
    findings: [['CONTRACT-01', subject, 'src/DialogueStore.ts: countNotes']],
  },
  {
    title: 'an entry without a method',
    edit: (project) =>
      void project.replace(
        contract,
        '    commit: {',
        `${entryOf({ ...countNotes, clause: 'DS-HEAD-01' }, { adr: "'0002'" })}    commit: {`,
      ),
    findings: [['CONTRACT-01', subject, `${contract}: countNotes`]],
  },
  entry('an unknown class', 'CONTRACT-02', { access: "'cheap'" }, 'access'),
  entry('no key scope', 'CONTRACT-02', { keys: "''" }, 'keys'),
  entry('a budget that is no text', 'CONTRACT-02', { budget: "{ sqlStatements: '1', dynamoRequests: 1 }" }, 'budget'),
  entry('clauses that are no list', 'CONTRACT-02', { clauses: "'DS-COUNT-01'" }, 'clauses'),
  entry('class index on a partition trait', 'SCOPE-05', { access: "'index'" }, 'access'),
  entry('class scan on a partition trait', 'SCOPE-05', { access: "'scan'" }, 'access'),
  entry('a budget of words', 'BUDGET-01', { budget: "{ sqlStatements: '1', dynamoRequests: 'a few' }" }, 'budget'),
  entry('a budget without units', 'BUDGET-01', { budget: '{}' }, 'budget'),
  entry(
    'a budget that grows with the entities',
    'BUDGET-01',
    { budget: "{ sqlStatements: '1', dynamoRequests: 'records' }" },
    'budget',
  ),
  entry(
    'a budget that grows with the entities, a hundred at a time',
    'BUDGET-01',
    { budget: "{ sqlStatements: '1', dynamoRequests: '1 + ceil(records / 100)' }" },
    'budget',
  ),
  entry(
    'a point read in pages',
    'BUDGET-01',
    { budget: "{ sqlStatements: '1', dynamoRequests: 'ceil(bytes / 1 MB)' }" },
    'budget',
  ),
  entry(
    'one case of two is without a bound',
    'BUDGET-01',
    { budget: "{ sqlStatements: '1', dynamoRequests: { quiet: '1', busy: 'as many as it takes' } }" },
    'budget',
  ),
  entry(
    'a point read of twenty requests',
    'BUDGET-02',
    { budget: "{ sqlStatements: '1', dynamoRequests: '20' }" },
    'budget',
  ),
  entry(
    'a point read of many small requests',
    'BUDGET-02',
    { budget: "{ sqlStatements: '1', dynamoRequests: '2 + 2 + 1' }" },
    'budget',
  ),
  entry(
    'pages of a kilobyte',
    'BUDGET-02',
    { access: "'partition'", budget: "{ sqlStatements: '1', dynamoRequests: 'ceil(bytes / 1 KB)' }" },
    'budget',
  ),
  entry(
    'every page twice',
    'BUDGET-02',
    {
      access: "'partition'",
      budget: "{ sqlStatements: '1', dynamoRequests: 'ceil(bytes / 1 MB) + ceil(bytes / 1 MB)' }",
    },
    'budget',
  ),
  entry(
    'one request per change',
    'BUDGET-02',
    { access: "'write'", budget: "{ sqlStatements: '1', dynamoRequests: 'changes' }" },
    'budget',
  ),
  {
    title: 'a signature that says one thing and a trait report that says another',
    edit: (project) => {
      add(project, countNotes);
      project.rendersReport = false;
    },
    findings: [['REPORT-01', 'docs/traits.md', 'docs/traits.md: ']],
  },
  {
    title: 'no trait report',
    edit: (project) => {
      project.rendersReport = false;
      project.write('docs/traits.md', '');
    },
    findings: [['REPORT-01', 'docs/traits.md', 'docs/traits.md: ']],
  },
];
