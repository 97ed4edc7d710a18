import { add, entryOf, type NewMethod } from '../support/countNotes.ts';
import { innocent, type PullRequest } from '../support/PullRequest.ts';

/** The three functions across partitions that the founders' audit found, each on the store and on the analytics trait. */
const functions = [
  {
    name: 'crossDialogueStatistics',
    parameters: '(options?: CallOptions)',
    result: 'Promise<{ readonly dialogues: number }>',
  },
  { name: 'similarDialogues', parameters: '(text: string, limit: number)', result: 'Promise<readonly string[]>' },
  {
    name: 'crossDialogueRanking',
    parameters: '(limit: number, options?: CallOptions)',
    result: 'Promise<readonly { readonly slug: string; readonly total: number }[]>',
  },
];

function on(trait: NewMethod['trait'], { name, parameters, result }: (typeof functions)[number]): NewMethod {
  const method: NewMethod = {
    trait,
    name,
    signature: `${parameters}: ${result}`,
    clause: `AS-${name.toUpperCase()}-01`.replaceAll(/[^A-Z0-9-]/g, ''),
  };
  if (trait === 'DialogueStore') return method;
  return {
    ...method,
    admitted: '{ partition-key: none, bound: one page of the index, capability: analytics }',
    entry: entryOf(method, { access: "'index'", budget: "{ sqlStatements: '1', dynamoRequests: '8' }" }),
  };
}

export const founders: readonly PullRequest[] = [
  ...functions.map((each): PullRequest => ({
    title: `${each.name} on DialogueStore`,
    edit: (project) => void add(project, on('DialogueStore', each)),
    findings: [
      ['SCOPE-01', `DialogueStore.${each.name}`, `src/DialogueStore.ts: ${each.name}`],
      ['SCOPE-02', `DialogueStore.${each.name}`, `src/DialogueStore.ts: ${each.name}`],
    ],
  })),
  ...functions.map((each) =>
    innocent(`${each.name} on AnalyticsStore`, (project) => void add(project, on('AnalyticsStore', each))),
  ),
];
