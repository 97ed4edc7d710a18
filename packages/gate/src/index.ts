export type { Finding } from './model/Finding.ts';
export type { Place } from './model/Place.ts';
export { isRuleId, ruleIds, rules, type RuleId } from './rules/registry.ts';
export type { Rule } from './rules/Rule.ts';
