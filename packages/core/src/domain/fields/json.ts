import { utf8Length, type Json } from '../../bytes/index.ts';
import { limits } from '../../limits.ts';
import { isPlainObject, setOwn } from './plain.ts';
import { malformedText, type PathStep, type Problem } from './Problem.ts';

/** Problems of one value that are told; the rest would not help anybody. */
const toldProblems = 20;

export type JsonCopy = { readonly copy: Json } | { readonly problems: readonly Problem[] };

/** A place still to be visited: where the value came from and where its copy goes. */
interface Visit {
  readonly value: unknown;
  readonly depth: number;
  readonly step: PathStep | undefined;
  readonly parent: Visit | undefined;
  readonly put: (copy: Json) => void;
}

/**
 * A private copy of a JSON value, or what is wrong with it. Without recursion, so that no depth overflows the stack; cycles and
 * shared subtrees end at the limits of depth (32 levels) and size (64 KiB of canonical JSON). Refused: lone surrogates, NaN,
 * infinities, -0, integers that are not safe, undefined, functions, class instances. `__proto__` is a name like any other.
 *
 * @example
 * copyJson({ a: [1, 'x'] }); // { copy: { a: [1, 'x'] } }
 */
export function copyJson(value: unknown): JsonCopy {
  try {
    return new JsonCopier().run(value);
  } catch {
    return {
      problems: [{ code: 'invalid_value', message: 'The value cannot be read: one of its properties throws.' }],
    };
  }
}

/** The canonical JSON (RFC 8785) of a scalar, or undefined when it is none. */
function scalarText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      return isJsonNumber(value) ? String(value) : undefined;
    default:
      return value === null ? 'null' : undefined;
  }
}

/** A double that every backend and every JSON reader gives back as it was. */
export function isJsonNumber(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

class JsonCopier {
  readonly #problems: Problem[] = [];
  #bytes = 0;
  #copy: Json = null;
  #full = false;

  run(value: unknown): JsonCopy {
    const put = (copy: Json): void => {
      this.#copy = copy;
    };
    const stack: Visit[] = [{ value, depth: 1, step: undefined, parent: undefined, put }];
    while (!this.#full && this.#problems.length < toldProblems) {
      const visit = stack.pop();
      if (visit === undefined) break;
      this.#visit(visit, stack);
    }
    return this.#problems.length === 0 ? { copy: this.#copy } : { problems: this.#problems };
  }

  #visit(visit: Visit, stack: Visit[]): void {
    const { value } = visit;
    if (typeof value === 'string' && !this.#checkString(value, visit)) return;
    if (typeof value === 'object' && value !== null) {
      if (visit.depth > limits.jsonDepth) this.#tooDeep(visit);
      else if (Array.isArray(value)) this.#array(value, visit, stack);
      else if (isPlainObject(value)) this.#object(value, visit, stack);
      else this.#invalid(visit, 'Give plain JSON: no dates, buffers or other class instances.');
      return;
    }
    const text = scalarText(value);
    if (text === undefined) {
      this.#invalid(
        visit,
        'Give plain JSON: no undefined, functions, NaN, infinities, -0 or integers beyond 2^53 - 1.',
      );
    } else if (this.#count(utf8Length(text), visit)) {
      visit.put(value as Json);
    }
  }

  #array(value: readonly unknown[], visit: Visit, stack: Visit[]): void {
    const { length } = value;
    // Brackets and commas: every item has at least one more byte, so a huge length ends here.
    if (!this.#count(Math.max(2, length + 1), visit)) return;
    const copy: Json[] = Array.from({ length }, () => null);
    visit.put(copy);
    for (let index = length - 1; index >= 0; index--) {
      const put = (item: Json): void => {
        copy[index] = item;
      };
      stack.push({ value: value[index], depth: visit.depth + 1, step: index, parent: visit, put });
    }
  }

  #object(value: object, visit: Visit, stack: Visit[]): void {
    const names = Object.keys(value);
    // Braces, commas and colons.
    if (!this.#count(Math.max(2, names.length * 2 + 1), visit)) return;
    const copy = {};
    visit.put(copy);
    const visits: Visit[] = [];
    for (const name of names) {
      const inner: unknown = (value as Record<string, unknown>)[name];
      const put = (item: Json): void => setOwn(copy, name, item);
      const child: Visit = { value: inner, depth: visit.depth + 1, step: name, parent: visit, put };
      if (!this.#checkString(name, child) || !this.#count(utf8Length(JSON.stringify(name)), visit)) return;
      visits.push(child);
    }
    for (const child of visits.reverse()) stack.push(child);
  }

  #checkString(text: string, visit: Visit): boolean {
    if (text.length > limits.jsonBytes) return this.#count(text.length, visit);
    if (text.isWellFormed()) return true;
    this.#problems.push({ ...malformedText, path: pathOf(visit), value: text });
    return false;
  }

  /** Adds bytes of canonical JSON; false, with a problem, when they are too many. */
  #count(bytes: number, visit: Visit): boolean {
    this.#bytes += bytes;
    if (this.#bytes <= limits.jsonBytes) return true;
    this.#full = true;
    this.#problems.push({
      code: 'limit_exceeded',
      message: `The value has more than ${limits.jsonBytes} bytes as canonical JSON. Give less.`,
      // Counting stops at the limit, whatever the size: at least so many.
      context: { limit: 'jsonBytes', max: limits.jsonBytes, actual: this.#bytes },
      value: root(visit).value,
    });
    return false;
  }

  #tooDeep(visit: Visit): void {
    this.#full = true;
    this.#problems.push({
      code: 'limit_exceeded',
      message: `The value has more than ${limits.jsonDepth} levels of arrays and objects, or holds itself. Make it flatter.`,
      context: { limit: 'jsonDepth', max: limits.jsonDepth, actual: visit.depth },
      value: root(visit).value,
    });
  }

  #invalid(visit: Visit, message: string): void {
    this.#problems.push({ code: 'invalid_value', message, path: pathOf(visit), value: visit.value });
  }
}

function root(visit: Visit): Visit {
  let at = visit;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

function pathOf(visit: Visit): readonly PathStep[] {
  const steps: PathStep[] = [];
  for (let at: Visit | undefined = visit; at !== undefined; at = at.parent) {
    if (at.step !== undefined) steps.push(at.step);
  }
  return steps.reverse();
}
