import type { Outcome } from '../model/Outcome.ts';
import { isReadRule } from '../rules/registry.ts';
import { printable } from '../text/printable.ts';

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The verdict in a few words. */
export function verdictOf({ findings }: Outcome): 'passed' | 'refused' | 'cannot judge' {
  if (findings.some(({ rule }) => isReadRule(rule))) return 'cannot judge';
  return findings.length === 0 ? 'passed' : 'refused';
}

/**
 * One line on what came out, and on how much was looked at.
 *
 * @example
 * // 'colloquy-gate passed: 0 findings, 0 excepted; seen: 2 traits, 30 methods, 35 decisions, 210 clauses, 4 proofs, 96 measurements; against main (4255360)'
 */
export function summaryLine(outcome: Outcome): string {
  const { findings, excepted, seen, base } = outcome;
  const parts = [
    counted(seen.traits, 'trait'),
    counted(seen.methods, 'method'),
    counted(seen.decisions, 'decision'),
    counted(seen.clauses, 'clause'),
    counted(seen.proofs, 'proof'),
    counted(seen.measurements, 'measurement'),
  ];
  const counts = `${counted(findings.length, 'finding')}, ${excepted.length} excepted`;
  const against = base === undefined ? 'against no base' : `against ${base}`;
  return printable(`colloquy-gate ${verdictOf(outcome)}: ${counts}; seen: ${parts.join(', ')}; ${against}`);
}
