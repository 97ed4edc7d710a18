import { add, countNotes, entryOf } from '../support/countNotes.ts';
import type { Expected, PullRequest } from '../support/PullRequest.ts';
import { times } from '../support/Reports.ts';

const contract = 'src/contracts/dialogueStoreContract.ts';
const subject = 'DialogueStore.countNotes';

/** The new method, as a backend was seen to do it. */
function seen(
  title: string,
  rule: PullRequest['findings'][number][0],
  cost: (records: number, bytes: number) => readonly string[],
  more: { readonly budget?: string; readonly access?: string; readonly evidence?: string } = {},
): PullRequest {
  const { evidence, ...parts } = more;
  const quoted = Object.fromEntries(Object.entries(parts));
  return {
    title,
    edit: (project) => {
      add(project, { ...countNotes, entry: entryOf(countNotes, quoted) }).reports.measure('keyvalue', subject, [
        { cost },
      ]);
    },
    findings: [[rule, subject, `${contract}: budget`]],
    ...(evidence === undefined ? {} : { evidence }),
  };
}

const sizes = (records: readonly number[]) =>
  records.map((count) => ({ records: count, bytes: 200 * count, changes: 1 }));

/** Sets what the key-value backend was measured at. */
function measuredAt(title: string, at: readonly Readonly<Record<string, number>>[]): PullRequest {
  return {
    title,
    edit: (project) => add(project, countNotes).reports.measure('keyvalue', subject, [{ sizes: at }]),
    findings: [['BUDGET-05', subject, `${contract}: budget`]],
  };
}

/** What was measured, against what is promised. */
export const budgets: readonly PullRequest[] = [
  seen('one GetItem per entity', 'BUDGET-03', (records) => times(records, 'GetItem d#1 note'), {
    evidence: 'GetItem d#1 note 10',
  }),
  seen('one request more than promised', 'BUDGET-03', () => times(2, 'GetItem d#1 head'), {
    evidence: 'GetItem d#1 head 2',
  }),
  seen('requests that nobody budgeted', 'BUDGET-03', () => ['Query', 'GetItem'], { access: "'page'" }),
  seen(
    'one request more for every hundred entities, within the limit',
    'BUDGET-04',
    (records) => times(records > 500 ? 2 : 1, 'Query'),
    {
      budget: "{ sqlStatements: '1', dynamoRequests: '2' }",
      evidence: 'Query 2',
    },
  ),
  seen(
    'pages that are smaller than a megabyte',
    'BUDGET-04',
    (records, bytes) => times(Math.ceil(bytes / 1_000_000) + (records > 500 ? 1 : 0), 'Query'),
    {
      access: "'partition'",
      budget: "{ sqlStatements: '1', dynamoRequests: '1 + ceil(bytes / 1 MB)' }",
    },
  ),
  seen('a meter that sees nothing', 'BUDGET-05', () => []),
  {
    title: 'a method that nobody measured on one backend',
    edit: (project) => add(project, countNotes).reports.measure('keyvalue', subject, []),
    findings: [['BUDGET-05', subject, `${contract}: budget`]],
  },
  {
    title: 'a case that nobody measured',
    edit: (project) => {
      const budget = "{ sqlStatements: '1', dynamoRequests: { quiet: '1', busy: '2' } }";
      const method = { ...countNotes, entry: entryOf(countNotes, { budget }) };
      add(project, method);
      project.reports.measure('relational', subject, [{ case: 'quiet' }, { case: 'busy' }]);
      project.reports.measure('keyvalue', subject, [{ case: 'quiet' }]);
    },
    findings: [['BUDGET-05', subject, `${contract}: budget`]],
  },
  {
    title: 'a budget in units that no backend counts',
    edit: (project) => {
      const budget = "{ sqlStatements: '1', dynamoRequests: '1', roundTrips: '1' }";
      add(project, { ...countNotes, entry: entryOf(countNotes, { budget }) });
    },
    findings: [['BUDGET-05', subject, `${contract}: budget`]],
  },
  measuredAt('measured on one dialogue', sizes([10])),
  measuredAt('measured on dialogues of one size', [...sizes([10]), ...sizes([10]), ...sizes([10])]),
  measuredAt('measured on small dialogues only', sizes([10, 11, 12])),
  {
    title: 'a write that was measured on empty dialogues only',
    edit: (project) => {
      const entry = entryOf(countNotes, { access: "'write'" });
      add(project, { ...countNotes, entry }).reports.measure('keyvalue', subject, [
        { sizes: [{ records: 0, bytes: 0 }] },
      ]);
    },
    findings: [['BUDGET-05', subject, `${contract}: budget`]],
  },
  {
    title: 'a whole load that was measured on one page',
    edit: (project) => project.reports.measure('keyvalue', 'DialogueStore.load', [{ sizes: sizes([10, 100, 1000]) }]),
    findings: [['BUDGET-05', 'DialogueStore.load', `${contract}: budget`]],
  },
  {
    title: 'a commit that is not told how many changes there were',
    edit: (project) =>
      project.reports.measure('keyvalue', 'DialogueStore.commit', [
        { case: 'one transaction' },
        { case: 'large', sizes: sizes([10, 100, 1000]).map(({ records, bytes }) => ({ records, bytes })) },
      ]),
    findings: [['BUDGET-05', 'DialogueStore.commit', `${contract}: budget`]],
  },
  {
    title: 'a load that reads what it need not',
    edit: (project) =>
      project.reports.measure('keyvalue', 'DialogueStore.load', [
        { cost: (_, bytes) => times(1 + Math.ceil(bytes / 1_000_000), 'Query') },
      ]),
    findings: [['BUDGET-03', 'DialogueStore.load', `${contract}: budget`]],
  },
  {
    title: 'a report that does not say what it counts',
    edit: (project) => void (project.reports.units['keyvalue'] = []),
    findings: [
      ...['head', 'get', 'load', 'commit'].map((method): Expected => [
        'BUDGET-05',
        `DialogueStore.${method}`,
        `${contract}: budget`,
      ]),
      ['BUDGET-05', 'AnalyticsStore.statistics', 'src/contracts/otherContracts.ts: budget'],
    ],
  },
  {
    title: 'a method of class none that asks all the same',
    edit: (project) => {
      const entry = entryOf(countNotes, { access: "'none'", budget: '{}' });
      add(project, { ...countNotes, entry }).reports.measure('relational', subject, []);
    },
    findings: [['BUDGET-03', subject, `${contract}: budget`]],
  },
];
