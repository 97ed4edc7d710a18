import { isRuleId, ruleIds, ruleOf } from '../rules/registry.ts';
import { exitCodes, type ExitCode } from './exitCodes.ts';
import { UsageError, type Terminal } from './Terminal.ts';

/** One rule at length, or all of them in a line each. */
export function explain(id: string | undefined, { out }: Terminal): ExitCode {
  if (id === undefined) {
    const width = Math.max(...ruleIds.map((each) => each.length));
    out(ruleIds.map((each) => `${each.padEnd(width)}  ${ruleOf(each).title}\n`).join(''));
    return exitCodes.passed;
  }
  const known = id.toUpperCase();
  if (!isRuleId(known))
    throw new UsageError(`There is no rule ${JSON.stringify(id)}: colloquy-gate explain lists all of them.`);
  const { title, reason, fix } = ruleOf(known);
  out(`${known}: ${title}\n\nWhy: ${reason}\nWhat to do: ${fix}\n`);
  return exitCodes.passed;
}
