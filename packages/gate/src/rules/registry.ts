import type { Rule } from './Rule.ts';
import { decisionRules } from './texts/decisions.ts';
import { proofRules } from './texts/proofs.ts';
import { readRules } from './texts/read.ts';
import { traitRules } from './texts/traits.ts';

/**
 * Every rule by id.
 *
 * @example
 * rules['SCOPE-01'].fix; // 'Take the dialogue id first, or move the method to an analytics trait.'
 */
export const rules = { ...readRules, ...traitRules, ...proofRules, ...decisionRules } as const;

/** The id of a rule, for example `SCOPE-01`. */
export type RuleId = keyof typeof rules;

/** Every id, in the order of the documentation. */
export const ruleIds: readonly RuleId[] = Object.keys(rules) as RuleId[];

/** True when `value` is the id of a rule. */
export function isRuleId(value: unknown): value is RuleId {
  return typeof value === 'string' && Object.hasOwn(rules, value);
}

/** The rule of an id. */
export function ruleOf(id: RuleId): Rule {
  return rules[id];
}

/** True for a rule whose finding says that the gate cannot judge: exit code 3, and no exception lifts it. */
export function isReadRule(id: RuleId): boolean {
  return id.startsWith('READ-');
}
