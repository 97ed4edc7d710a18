import { wrap } from '../render/wrap.ts';
import type { GraphNode } from './model.ts';

/** Columns of a label. */
const columns = 28;
/** Lines of a label; the graph shows where to look, `show` has the whole text. */
const most = 4;

/** The label of a node as printable lines. */
export function labelLines({ id, status, label }: GraphNode): readonly string[] {
  const lines = wrap(label, columns);
  const shown = lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''} ...`] : lines;
  return [`${id} (${status})`, ...shown];
}
