import { dialogueId, DialogueGraph, exportDocument, type Item } from '@colloquy/core';
import type { Command } from 'commander';
import { AbsentError } from '../command/AbsentError.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { facts, heading, paragraph } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';
import { dialogueLines } from '../report/dialogue.ts';

export function showCommand(parent: Command, run: Run): void {
  const command = parent
    .command('show')
    .description('Show a dialogue, or one item of it: scoreboard, tensions, verdict, ranking.')
    .argument('<dialogue>', 'its id')
    .argument('[item]', 'a display id, such as T0101');
  leaf(
    command,
    run,
    ['colloquy show nvidia-analysis', 'colloquy show nvidia-analysis T0101', 'colloquy show nvidia-analysis --json'],
    async (context, _, ...parameters) => {
      const [name, item] = parameters as readonly [string, string | undefined];
      const id = dialogueId(name);
      await using colloquy = await context.open({ readOnly: true });
      const { n, logHead, state, moved } = await colloquy.dialogues.load(id, { signal: context.signal });
      if (item === undefined) {
        const gone = moved === undefined ? {} : { moved };
        const document = { n, logHead, ...gone, document: exportDocument(state, { id }) };
        context.output.result(document, (layout) => dialogueLines(layout, state).slice(1));
        return undefined;
      }
      const found = [...state.entries()]
        .map(([, entity]) => entity)
        .find((entity) => 'label' in entity && entity.id === item);
      if (found === undefined) throw new AbsentError(`There is no item ${item} in ${name}.`);
      // Only items have labels.
      const shown = found as Item;
      const graph = new DialogueGraph(state);
      const refs = [...graph.outgoing(shown.id), ...graph.incoming(shown.id)].map(({ sourceId, refType, targetId }) => {
        return { sourceId, refType, targetId };
      });
      context.output.result({ n, item: shown, refs }, (layout) => itemLines(layout, shown, refs));
      return undefined;
    },
  );
}

interface Edge {
  readonly sourceId: string;
  readonly refType: string;
  readonly targetId: string;
}

/** An item with all its fields, and the edges that start or end at it. */
function itemLines(layout: Layout, item: Item, refs: readonly Edge[]): readonly string[] {
  const fields = Object.entries(item).filter(
    ([name]) => name !== 'label' && name !== 'description' && name !== 'content',
  );
  const texts = Object.entries(item).filter(([name]) => name === 'description' || name === 'content');
  return [
    ...heading(layout, `${item.id}  ${item.label}`).slice(1),
    ...facts(
      layout,
      fields.map(([name, value]) => [name, shownValue(value)]),
    ),
    ...texts.flatMap(([, text]) => ['', ...paragraph(layout, shownValue(text), '  ')]),
    ...(refs.length === 0
      ? []
      : [
          '',
          ...facts(
            layout,
            refs.map(({ sourceId, refType, targetId }) => [sourceId, `${refType} ${targetId}`]),
          ),
        ]),
  ];
}

function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
