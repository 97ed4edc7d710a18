import type { ItemType } from '@colloquy/core';
import { printable } from '../render/printable.ts';
import { labelLines } from './labelLines.ts';
import type { GraphModel } from './model.ts';

/**
 * Text that somebody wrote, inside of a quoted string of DOT: escapes of labels (`\N`), quotes, and the entities that Graphviz would
 * decode (https://graphviz.org/doc/info/lang.html, https://graphviz.org/docs/attr-types/escString/).
 */
function inert(text: string): string {
  return printable(text)
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('&', '&amp;');
}

const shapes: Readonly<Record<ItemType, string>> = {
  perspective: 'ellipse',
  tension: 'hexagon',
  recommendation: 'box',
  evidence: 'cylinder',
  claim: 'note',
};

/** A digraph of DOT: rounds as clusters, items by shape, references as edges. */
export function dot({ title, rounds, edges }: GraphModel): string {
  const lines = [
    'digraph dialogue {',
    `  graph [rankdir=LR, label="${inert(title)}", labelloc=t, fontname="sans-serif"];`,
    '  node [fontname="sans-serif", fontsize=11];',
    '  edge [fontname="sans-serif", fontsize=9];',
  ];
  for (const { round, nodes } of rounds) {
    lines.push(`  subgraph cluster_${round} {`, `    label="Round ${round}";`);
    for (const node of nodes) {
      const label = labelLines(node)
        .map(inert)
        .join(String.raw`\n`);
      lines.push(`    ${node.id} [shape=${shapes[node.type]}, label="${label}"];`);
    }
    lines.push('  }');
  }
  for (const { from, to, type } of edges) lines.push(`  ${from} -> ${to} [label="${type}"];`);
  return `${[...lines, '}'].join('\n')}\n`;
}
