/**
 * A deep copy of plain data: objects, arrays, bytes, primitives. `structuredClone` would copy the whole buffer behind a view,
 * and Node's small Buffers share one.
 */
export function copyOf<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copy(field)]));
}
