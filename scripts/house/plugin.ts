import { ambient } from './rules/ambient.ts';
import { comparator } from './rules/comparator.ts';
import { imports } from './rules/imports.ts';
import { randomness } from './rules/randomness.ts';

/** The rules that oxlint does not have, as an oxlint plugin. */
export default {
  meta: { name: 'house' },
  rules: { ambient, comparator, imports, randomness },
};
