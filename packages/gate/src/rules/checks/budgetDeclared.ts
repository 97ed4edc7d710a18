import { casesOf } from '../../budget/casesOf.ts';
import { parseFormula } from '../../budget/Formula.ts';
import { excesses, limitOf, unknownVariables, type Limit } from '../../budget/limits.ts';
import { entriesOf } from '../entries.ts';
import type { Change } from '../../model/Change.ts';
import type { ContractEntry } from '../../model/Contract.ts';
import type { Finding } from '../../model/Finding.ts';

/** BUDGET-01 and BUDGET-02: what a contract promises, before anything is measured. */
export function budgetDeclared({ head }: Change): readonly Finding[] {
  return entriesOf(head).flatMap((entry) => {
    // An entry without class or budget is incomplete: CONTRACT-02 has it.
    if (entry.access === undefined || entry.budget === undefined) return [];
    const { access, budget } = entry;
    if (access !== 'none' && Object.keys(budget).length === 0) {
      return [finding(entry, 'BUDGET-01', undefined, 'it names no unit, so it bounds nothing')];
    }
    return Object.entries(budget).flatMap(([unit, bound]) =>
      casesOf(bound).flatMap(([name, text]) =>
        judge(entry, name === undefined ? unit : `${unit}, ${name}`, text, limitOf(access, unit, head.configuration)),
      ),
    );
  });
}

function judge(entry: ContractEntry, what: string, text: string, limit: Limit): readonly Finding[] {
  const formula = parseFormula(text);
  if (typeof formula === 'string') return [finding(entry, 'BUDGET-01', what, formula)];
  const unknown = unknownVariables(formula, limit);
  if (unknown.length > 0) {
    const allowed = Object.keys(limit.growth);
    const known = allowed.length === 0 ? 'with nothing' : `with ${allowed.join(', ')} only`;
    return [
      finding(entry, 'BUDGET-01', what, `it grows with ${unknown.join(', ')}; class ${entry.access} may grow ${known}`),
    ];
  }
  return excesses(formula, limit).map((excess) => finding(entry, 'BUDGET-02', what, excess));
}

function finding(entry: ContractEntry, rule: Finding['rule'], what: string | undefined, why: string): Finding {
  const subject = `${entry.trait}.${entry.method}`;
  const unit = what?.split(',')[0];
  return {
    rule,
    subject,
    message: `The budget of ${subject}${what === undefined ? '' : ` (${what})`}: ${why}.`,
    place: entry.places[`budget.${unit}`] ?? entry.places['budget'] ?? entry.place,
  };
}
