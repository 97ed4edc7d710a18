import type { Bound } from '../model/Contract.ts';

/** The cases of a bound and the text of each; a bound without named cases is one case without a name. */
export function casesOf(bound: Bound): readonly (readonly [name: string | undefined, text: string])[] {
  return typeof bound === 'string' ? [[undefined, bound]] : Object.entries(bound);
}
