import { DialogueGraph, verdictContext, type DialogueState, type VerdictContext } from '@colloquy/core';
import { columns, heading, paragraph } from '../render/blocks.ts';
import { paint, type Layout } from '../render/Layout.ts';

/**
 * A verdict with what it resolved, adopted and rests on. None of that stands in the verdict: it is assembled here, from statuses,
 * events and references of the loaded dialogue.
 */
export function verdictLines(layout: Layout, state: DialogueState, id: string): readonly string[] {
  const context = verdictContext(state, new DialogueGraph(state), id);
  if (context === undefined) return [...heading(layout, 'Verdict'), `  There is no verdict ${id} yet.`];
  const { verdict } = context;
  const part = (title: string, lines: readonly string[]): readonly string[] => [
    `  ${paint(layout, 'quiet', title)}`,
    ...lines,
  ];
  return [
    ...heading(layout, `Verdict: ${verdict.id}`),
    ...paragraph(layout, verdict.recommendation, '  ').map((line) => paint(layout, 'heading', line)),
    ...paragraph(layout, verdict.description, '  '),
    ...paragraph(layout, passage(context), '  '),
    '',
    ...part(
      'on condition that',
      (verdict.conditions ?? []).flatMap((text) => paragraph(layout, text, '    - ')),
    ),
    ...part('adopts', adopted(layout, context)),
    ...part('rests on', grounds(layout, context)),
    ...part(`resolved by round ${context.asOfRound}`, resolved(layout, context)),
    ...part('left open', listed(layout, context.openTensions)),
    ...part('has changed since', listed(layout, context.since.changed)),
  ];
}

function passage({ verdict, supportingExperts }: VerdictContext): string {
  const author = verdict.authorExpert ?? 'the judge';
  const vote = verdict.vote === undefined ? '' : `, vote ${verdict.vote}`;
  const confidence = verdict.confidence === undefined ? '' : `, ${verdict.confidence}`;
  const by = supportingExperts.map(({ slug }) => slug).join(', ');
  return `Round ${verdict.round}, by ${author}${vote}${confidence}${by === '' ? '' : `; supported by ${by}`}.`;
}

function adopted(layout: Layout, context: VerdictContext): readonly string[] {
  const rows = context.adopted.map(({ id, label }) => {
    const tensions = context.addressedTensions.filter(({ by }) => by.some(({ sourceId }) => sourceId === id));
    return [id, label, `addresses ${tensions.map((tension) => tension.id).join(', ')}`];
  });
  return aligned(layout, rows);
}

function grounds(layout: Layout, { restsOn }: VerdictContext): readonly string[] {
  const all = [...restsOn.evidence, ...restsOn.claims, ...restsOn.others];
  const rows = all.map(({ id, type, label, status, via }) => [
    id,
    type,
    label,
    `${status}; ${via.sourceId} ${via.refType} ${via.targetId}`,
  ]);
  return aligned(layout, rows);
}

function resolved(layout: Layout, context: VerdictContext): readonly string[] {
  const byRound = new Map<number, string[]>();
  for (const { id, resolvedInRound } of context.resolvedTensions) {
    byRound.set(resolvedInRound, [...(byRound.get(resolvedInRound) ?? []), id]);
  }
  const rows = [...byRound].sort(([a], [b]) => a - b).map(([round, ids]) => [`round ${round}`, ids.join(', ')]);
  return aligned(layout, rows);
}

function listed(
  layout: Layout,
  figures: readonly { readonly id: string; readonly label: string }[],
): readonly string[] {
  return aligned(
    layout,
    figures.map(({ id, label }) => [id, label]),
  );
}

function aligned(layout: Layout, rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? ['    nothing'] : columns(layout, rows, { indent: 4 }).flat();
}
