import { add, countNotes } from '../support/countNotes.ts';
import { times } from '../support/Reports.ts';
import { innocent, type PullRequest } from '../support/PullRequest.ts';

const file = 'gate-exceptions.yaml';
const subject = 'DialogueStore.countNotes';

/** The day of the catalogue. */
export const today = '2026-03-01';

/** A method of two requests where one was promised, and an exception for it. */
function excepted(exception: string): PullRequest['edit'] {
  return (project) => {
    add(project, countNotes).write(file, exception);
    project.reports.measure('keyvalue', subject, [{ cost: () => times(2, 'GetItem d#1') }]);
  };
}

const entry = (parts: Readonly<Record<string, string | undefined>> = {}): string => {
  const all = {
    rule: 'BUDGET-03',
    subject,
    reason: 'The second request goes with the next release.',
    owner: '"@example/trait-owners"',
    expires: '2026-04-01',
    ...parts,
  };
  const lines = Object.entries(all).flatMap(([part, value]) => (value === undefined ? [] : [`${part}: ${value}`]));
  return `- ${lines.join('\n  ')}\n`;
};

const over = ['BUDGET-03', subject, 'src/contracts/dialogueStoreContract.ts: budget'] as const;

/** An exception that is not whole excepts nothing. */
function incomplete(title: string, parts: Readonly<Record<string, string | undefined>>): PullRequest {
  return {
    title,
    edit: excepted(entry(parts)),
    findings: [over, ['EXCEPTION-03', parts['rule'] ?? 'BUDGET-03', `${file}: - `]],
  };
}

export const exceptions: readonly PullRequest[] = [
  innocent('an exception that holds', excepted(entry())),
  innocent('an exception on its last day', excepted(entry({ expires: today }))),
  {
    title: 'an exception that has expired',
    edit: excepted(entry({ expires: '2026-02-28' })),
    findings: [over, ['EXCEPTION-01', 'BUDGET-03', `${file}: - rule`]],
  },
  {
    title: 'an exception for another method',
    edit: excepted(entry({ subject: 'DialogueStore.head' })),
    findings: [over, ['EXCEPTION-02', 'BUDGET-03', `${file}: - rule`]],
  },
  {
    title: 'an exception for everything',
    edit: excepted(entry({ subject: '"*"' })),
    findings: [over, ['EXCEPTION-02', 'BUDGET-03', `${file}: - rule`]],
  },
  {
    title: 'an exception that is not needed',
    edit: (project) => void project.write(file, entry()),
    findings: [['EXCEPTION-02', 'BUDGET-03', `${file}: - rule`]],
  },
  {
    title: 'an exception that has expired, for what is mended',
    edit: (project) => void project.write(file, entry({ expires: '2026-02-28' })),
    findings: [['EXCEPTION-01', 'BUDGET-03', `${file}: - rule`]],
  },
  incomplete('no reason', { reason: '""' }),
  incomplete('no owner', { owner: undefined }),
  incomplete('no end', { expires: undefined }),
  incomplete('an end that is no day', { expires: 'never' }),
  incomplete('an end in ten years', { expires: '2036-03-01' }),
  {
    title: 'an exception from being read',
    edit: (project) => void project.write(file, entry({ rule: 'READ-07', subject: 'keyvalue' })),
    findings: [['EXCEPTION-03', 'READ-07', `${file}: - rule`]],
  },
  {
    title: 'an exception from exceptions',
    edit: (project) => void project.write(file, entry({ rule: 'EXCEPTION-01', subject: 'BUDGET-03' })),
    findings: [['EXCEPTION-03', 'EXCEPTION-01', `${file}: - rule`]],
  },
  {
    title: 'an exception from a rule that does not exist',
    edit: (project) => void project.write(file, entry({ rule: 'BUDGET-33' })),
    findings: [['EXCEPTION-03', 'BUDGET-33', `${file}: - rule`]],
  },
];
