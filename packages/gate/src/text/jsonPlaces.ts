import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Place } from '../model/Place.ts';

/**
 * Where a setting stands in a JSON file: the name at the end of the path, or as much of the path as there is. JSON is YAML, whose parser
 * knows places.
 */
export function placeInJson(text: string, file: string, path: readonly string[]): Place {
  const lineCounter = new LineCounter();
  let node: unknown = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter, prettyErrors: false }).contents;
  let offset = 0;
  for (const name of path) {
    const member = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
    if (member === undefined) break;
    offset = isScalar(member.key) ? (member.key.range?.[0] ?? offset) : offset;
    node = member.value;
  }
  const { line, col } = lineCounter.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}
