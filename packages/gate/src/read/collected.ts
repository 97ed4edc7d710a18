import type { Finding } from '../model/Finding.ts';
import { Unreadable } from './Unreadable.ts';

/** What each of these reads. @throws Unreadable with the findings of all that could not be read */
export function collected<T>(readers: readonly (() => T)[]): readonly T[] {
  const findings: Finding[] = [];
  const values = readers.flatMap((read) => {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      findings.push(...error.findings);
      return [];
    }
  });
  if (findings.length > 0) throw new Unreadable(distinct(findings));
  return values;
}

/** Each finding once: two contracts in one file that is broken are one fault. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const known = new Set<string>();
  return findings.filter(({ rule, message, place }) => {
    const key = JSON.stringify([rule, message, place]);
    return !known.has(key) && known.add(key);
  });
}
