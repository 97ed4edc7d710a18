import type { ItemType } from '@colloquy/core';
import { printable } from '../render/printable.ts';
import { labelLines } from './labelLines.ts';
import type { GraphModel } from './model.ts';

/** Everything else could be syntax, a directive, Markdown or HTML, so it is written as a character number. */
const plain = /[^\p{L}\p{N}\p{M} ,.]/gu;

/**
 * Text that somebody wrote, as Mermaid shows it and does not obey it: `#35;` and the like stand for characters
 * (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
 */
function inert(text: string): string {
  return printable(text).replaceAll(plain, (character) => `#${character.codePointAt(0) ?? 0};`);
}

const shapes: Readonly<Record<ItemType, readonly [open: string, close: string]>> = {
  perspective: ['(', ')'],
  tension: ['{{', '}}'],
  recommendation: ['[', ']'],
  evidence: ['[(', ')]'],
  claim: ['([', '])'],
};

/** A flowchart of Mermaid: rounds as subgraphs, items by shape, references as arrows. */
export function mermaid({ title, rounds, edges }: GraphModel): string {
  const lines = ['flowchart LR', `  accTitle: ${inert(title)}`];
  for (const { round, nodes } of rounds) {
    lines.push(`  subgraph round${round}["Round ${round}"]`);
    for (const node of nodes) {
      const [open, close] = shapes[node.type];
      lines.push(`    ${node.id}${open}"${labelLines(node).map(inert).join('<br/>')}"${close}`);
    }
    lines.push('  end');
  }
  for (const { from, to, type } of edges) lines.push(`  ${from} -- ${type} --> ${to}`);
  return `${lines.join('\n')}\n`;
}
