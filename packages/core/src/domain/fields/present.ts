/** Characters of a value that a fault shows. */
const shown = 200;

/** A text cut for showing, always well-formed. */
export function cut(text: string, length: number = shown): string {
  return text.length <= length ? text.toWellFormed() : `${text.slice(0, length).toWellFormed()}…`;
}

/**
 * A value as a fault carries it: itself when it is small and JSON can say it, else a short description. Never a reference into
 * what the caller passed.
 */
export function present(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return cut(value);
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return cut(`${value}n`);
    case 'symbol':
      return cut(`[${value.description ?? 'symbol'}]`);
    case 'function':
      return '[function]';
    case 'object':
      return value === null ? null : nameOf(value);
    default:
      return value;
  }
}

function nameOf(value: object): string {
  try {
    return Array.isArray(value) ? `[list of ${value.length}]` : '[object]';
  } catch {
    // A revoked or throwing proxy.
    return '[object that cannot be read]';
  }
}
