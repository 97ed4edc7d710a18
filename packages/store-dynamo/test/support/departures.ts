import type { Capacity } from '../../src/index.ts';

/** Where what was measured departs from what was computed, a line each. Less is as wrong as more: half a unit is a read that may be old. */
export function departures(measured: Capacity, computed: Capacity): readonly string[] {
  const found: string[] = [];
  const compare = (what: string, actual: number, expected: number): void => {
    if (actual !== expected) found.push(`${what}: ${actual} instead of ${expected}`);
  };
  for (const name of new Set([...Object.keys(measured.requests), ...Object.keys(computed.requests)])) {
    compare(name, measured.requests[name] ?? 0, computed.requests[name] ?? 0);
  }
  compare('read units', measured.readUnits, computed.readUnits);
  compare('write units', measured.writeUnits, computed.writeUnits);
  return found;
}
