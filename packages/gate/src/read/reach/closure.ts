import { createHash } from 'node:crypto';
import type ts from '@typescript/typescript6';
import { byCodeUnits } from '../byCodeUnits.ts';
import type { Outline, Part } from './Outline.ts';
import type { Outliner } from './Outliner.ts';

/** An outline, and those of all declarations of the project that it reaches. */
export interface Closure {
  readonly start: Outline;
  /** In the order in which they are first named, which no file decides. */
  readonly reached: ReadonlyMap<ts.Symbol, Outline>;
}

export function closureOf(outliner: Outliner, start: Outline): Closure {
  const reached = new Map<ts.Symbol, Outline>();
  const visit = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (typeof part === 'string' || reached.has(part)) continue;
      const outline = outliner.ofSymbol(part);
      reached.set(part, outline);
      visit(outline.parts);
    }
  };
  visit(start.parts);
  return { start, reached };
}

/** One text for everything that a closure says, the same for the same meaning wherever the declarations lie. */
export function textOfClosure({ start, reached }: Closure): string {
  // Two declarations of one name are told apart by which of them is named first.
  const names = new Map<ts.Symbol, string>();
  const counts = new Map<string, number>();
  for (const symbol of reached.keys()) {
    const count = (counts.get(symbol.name) ?? 0) + 1;
    counts.set(symbol.name, count);
    names.set(symbol, count === 1 ? symbol.name : `${symbol.name}~${count}`);
  }
  const text = ({ parts }: Outline): string =>
    parts.map((part) => (typeof part === 'string' ? part : (names.get(part) ?? part.name))).join('');
  return [text(start), ...[...reached.values()].map(text).toSorted(byCodeUnits)].join('\n');
}

/** SHA-256 of {@link textOfClosure}, 64 lowercase hexadecimal digits. */
export function shapeOf(closure: Closure): string {
  return createHash('sha256').update(textOfClosure(closure), 'utf8').digest('hex');
}
