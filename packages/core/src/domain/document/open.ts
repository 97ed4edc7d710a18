import { isPlainObject, unusable } from '../fields/plain.ts';

/** An untrusted object taken apart: some of its fields, and an object of all others. */
export interface Opened {
  /** Everything but what was taken, or a value that every check refuses when the input is no plain object. */
  readonly rest: unknown;
  readonly taken: ReadonlyMap<string, unknown>;
}

/**
 * Takes fields out of untrusted input that have a form and limits of their own. Each property is read once; one that cannot be read
 * becomes a value that every check refuses. Never throws.
 */
export function open(input: unknown, names: readonly string[]): Opened {
  const taken = new Map<string, unknown>();
  try {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return { rest: input, taken };
    if (!isPlainObject(input)) return { rest: unusable('class instance'), taken };
    const rest: [string, unknown][] = [];
    for (const name of Object.keys(input)) {
      const value = read(() => (input as Record<string, unknown>)[name]);
      if (names.includes(name)) taken.set(name, value);
      else rest.push([name, value]);
    }
    return { rest: Object.fromEntries(rest), taken };
  } catch {
    return { rest: unusable('object that cannot be read'), taken };
  }
}

/** One item of an untrusted list. */
export function itemAt(list: readonly unknown[], index: number): unknown {
  return read(() => list[index]);
}

function read(get: () => unknown): unknown {
  try {
    return get();
  } catch {
    return unusable('value that cannot be read');
  }
}
