import type { AccessClass } from '../model/Contract.ts';
import type { Configuration } from '../read/configuration.ts';
import type { Formula } from './Formula.ts';

/** What a budget of a class may come to. */
export interface Limit {
  /** Greatest part that does not grow. */
  readonly constant: number;
  /** Variables that it may grow with, and of each the least amount that may cost one more. No other variable may be in it. */
  readonly growth: Readonly<Record<string, number>>;
}

/** Bytes that a page of 1 MB (2^20) holds at least when another one follows: it ends before an item, of at most 400 KB (2^10), that it has no room for. */
const page = 638_000;
const read = { bytes: page, logBytes: page, entries: 1000 };
/** A commit that somebody else began, and that whoever comes by finishes. */
const pending = { pendingChanges: 25, pendingChunks: 25 };
// Conditions are read when a commit is refused, of large records few at a time.
const written = { changes: 25, conditions: 5, chunks: 25, entities: 25, bytesWritten: page, orphanChunks: 1 };

/**
 * The built-in limits, by class and by unit; `any` holds for the units that are not named. A read grows with the pages of what it reads and with nothing else;
 * a write grows with what its caller hands over, and both with an unfinished commit that they find. That a page is 1 MB and an item 400 KB is DynamoDB's
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html), the narrowest service that a trait must be servable by.
 */
export const builtInLimits: Readonly<Record<AccessClass, Readonly<Record<string, Limit>>>> = {
  none: { any: { constant: 0, growth: {} } },
  point: { any: { constant: 4, growth: {} } },
  keys: { any: { constant: 20, growth: pending } },
  page: { any: { constant: 4, growth: {} } },
  partition: { any: { constant: 4, growth: { ...read, ...pending } } },
  write: {
    any: { constant: 8, growth: { ...written, ...pending } },
    // Statements of one transaction on one connection.
    sqlStatements: { constant: 4, growth: { changes: 1, conditions: 1, removals: 1 } },
  },
  index: { any: { constant: 64, growth: { indexBytes: page, scan: 1, limit: 1 } } },
  scan: { any: { constant: 1, growth: { tableBytes: page } }, sqlStatements: { constant: 1, growth: {} } },
  service: { any: { constant: 1, growth: {} } },
};

/** The limit of a unit in a class. */
export function limitOf(access: AccessClass, unit: string, configuration: Configuration): Limit {
  const own = configuration.limits[access];
  const builtIn = builtInLimits[access];
  return own?.[unit] ?? builtIn[unit] ?? own?.['any'] ?? builtIn['any'] ?? { constant: 0, growth: {} };
}

/** Variables of a formula that its class does not know: with them it is unbounded. */
export function unknownVariables(formula: Formula, limit: Limit): readonly string[] {
  return formula.terms.filter(({ variable }) => !Object.hasOwn(limit.growth, variable)).map(({ variable }) => variable);
}

/** In which parts a formula goes beyond a limit, as sentences. */
export function excesses(formula: Formula, limit: Limit): readonly string[] {
  const beyond: string[] = [];
  if (formula.constant > limit.constant) {
    beyond.push(`its constant part is ${formula.constant}, and at most ${limit.constant} is allowed`);
  }
  for (const [variable, least] of Object.entries(limit.growth)) {
    const rate = formula.terms
      .filter((term) => term.variable === variable)
      .reduce((sum, { factor, divisor }) => sum + factor / divisor, 0);
    // A rounding error of the sum is no excess.
    if (rate * least > 1 + 1e-9) {
      beyond.push(
        `it takes one for every ${round(1 / rate)} of ${variable}, and at most one for every ${least} is allowed`,
      );
    }
  }
  return beyond;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
