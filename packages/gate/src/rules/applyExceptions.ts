import { whyUnanswered } from '../decisions/answers.ts';
import type { Change } from '../model/Change.ts';
import type { Finding } from '../model/Finding.ts';
import type { Exception } from '../read/exceptions.ts';
import type { Excepted } from '../model/Outcome.ts';
import { daysBetween, isDate } from '../text/dates.ts';
import { isRuleId } from './registry.ts';

/** The furthest end of an exception, in days from today. */
export const longestException = 180;

/** Rules that no exception lifts: those that say that the gate cannot judge, and those that guard the gate. */
const unliftable = ['READ-', 'EXCEPTION-', 'CONFIG-'];

/** Why an exception is none (EXCEPTION-03), or undefined. */
function incomplete({ rule, subject, reason, owner, expires }: Exception, today: string): string | undefined {
  const parts = Object.entries({ rule, subject, reason, owner, expires });
  const missing = parts.filter(([, text]) => text === undefined || text === '').map(([part]) => part);
  if (missing.length > 0) return `says no ${missing.join(', no ')}`;
  if (!isRuleId(rule)) return `names ${rule ?? ''}, which is no rule`;
  if (unliftable.some((prefix) => rule.startsWith(prefix))) return `is for ${rule}, which no exception lifts`;
  const unanswered = whyUnanswered(reason ?? '');
  if (unanswered !== undefined) return `has a reason that ${unanswered}`;
  if (expires === undefined || !isDate(expires))
    return `ends on "${expires ?? ''}", which is no day in the form YYYY-MM-DD`;
  const days = daysBetween(today, expires);
  return days > longestException ? `ends on ${expires}, in ${days} days; ${longestException} are the most` : undefined;
}

/**
 * Takes findings out that are excepted, and adds what is wrong with the exceptions. An exception has exactly one fault: one that is incomplete or too long (03) is not
 * asked whether it has expired (01), and one that has expired not whether it is stale (02); neither of them takes a finding out. Of two exceptions for the same finding
 * the second is stale.
 *
 * @param findings - of all other rules
 */
export function applyExceptions(
  findings: readonly Finding[],
  { exceptions, today }: Pick<Change, 'exceptions' | 'today'>,
): { readonly findings: readonly Finding[]; readonly excepted: readonly Excepted[] } {
  let left = findings;
  const excepted: Excepted[] = [];
  const faults: Finding[] = [];
  for (const exception of exceptions) {
    const { rule = '', subject = '', expires = '', place } = exception;
    const name = `The exception from ${rule || 'no rule'} for ${subject || 'nothing'}`;
    const fault = (id: 'EXCEPTION-01' | 'EXCEPTION-02' | 'EXCEPTION-03', message: string): void => {
      faults.push({ rule: id, subject: rule || place.file, message: `${name} ${message}.`, place });
    };
    const reason = incomplete(exception, today);
    if (reason !== undefined) fault('EXCEPTION-03', reason);
    else if (daysBetween(today, expires) < 0) fault('EXCEPTION-01', `expired on ${expires}`);
    else {
      const matching = left.filter((finding) => finding.rule === rule && finding.subject === subject);
      if (matching.length === 0) fault('EXCEPTION-02', 'excepts nothing that is left to except');
      left = left.filter((finding) => !matching.includes(finding));
      excepted.push(...matching.map((finding) => ({ finding, exception })));
    }
  }
  return { findings: [...left, ...faults], excepted };
}
