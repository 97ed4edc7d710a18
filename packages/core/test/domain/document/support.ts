import fc from 'fast-check';
import type { DialogueState } from '../../../src/domain/state/DialogueState.ts';
import { itemTypes, refTypes, type ItemType } from '../../../src/domain/enumerations.ts';
import { exportDocument } from '../../../src/domain/document/exportDocument.ts';
import { parseDocument } from '../../../src/domain/document/parseDocument.ts';
import { keyOfEntity } from '../../../src/domain/entities/entityKeys.ts';
import { nextStatuses } from '../../../src/domain/lifecycle/lifecycles.ts';
import { DialogueState as State } from '../../../src/domain/state/DialogueState.ts';
import { faultsOf, type Fault } from '../../../src/domain/validation/Fault.ts';
import type { EventType } from '../../../src/domain/enumerations.ts';
import { DialogueBuilder } from '../read/support/DialogueBuilder.ts';

/** A value that a test may change at will. */
export type Loose = { [name: string]: Loose } & Loose[] & { [Symbol.toPrimitive]?: unknown };

/** A small dialogue with something of everything. */
export function everything(): DialogueBuilder {
  const builder = new DialogueBuilder({ question: 'Hybrid?', background: { subject: 'storage', constraints: 'none' } });
  builder.expert('muffin', { relevance: 0.95, focus: 'tables' }).expert('scone', { tier: 'Wildcard' });
  builder.round(['muffin', 'scone'], [45, 30, 25, 25], [1, 1, 0, 2]).score('muffin', 0, 23).score('scone', 0, 19);
  builder.content(0, 'muffin', 'raw text');
  builder.item('perspective', 0);
  builder.item('tension', 0, { contributors: ['scone', 'muffin'] });
  builder.item('evidence', 0);
  builder.reference('P0001', 'support', 'T0001').move(0, 'scone', 'challenge', ['P0001'], 'is it?');
  builder.at('2026-02-06T19:00:00.000Z').round(['scone'], [38, 28, 22, 22], [0, 0, 1, 1], { title: 'Second' });
  builder.item('recommendation', 1);
  builder.item('claim', 1);
  builder.ref('R0101', 'depend', 'C0101').ref('E0001', 'support', 'R0101').ref('R0101', 'address', 'T0001');
  builder
    .signal(1, 'scone')
    .verdict('final', 1, { vote: '2-0', conditions: ['first', 'second'], supportingExperts: ['scone'] });
  builder.event('T0001', 'resolved', { round: 1, actors: ['scone', 'judge'], reason: 'done', reference: 'R0101' });
  builder.event('T0001', 'resolved', { round: 1, actors: ['muffin'] }).event('T0001', 'commented', { round: 1 });
  builder.event('R0101', 'adopted', { round: 1, reference: 'final' }, 'final');
  return builder
    .roundStatus(0, 'completed')
    .roundStatus(1, 'in_progress')
    .roundStatus(1, 'completed')
    .dialogueStatus('converged');
}

/** The document of a state as a program would read it from a file, free to change. */
export function looseDocument(builder: DialogueBuilder): Loose {
  return JSON.parse(JSON.stringify(exportDocument(builder.state()))) as Loose;
}

/** The faults of a document; empty when it is valid. */
export function faultsIn(document: unknown): readonly Fault[] {
  try {
    parseDocument(document);
    return [];
  } catch (error) {
    const faults = faultsOf(error);
    if (faults.length === 0) throw error;
    return faults;
  }
}

/** Codes and places of the faults. */
export function faultLines(document: unknown): readonly string[] {
  return faultsIn(document).map(({ code, field }) => `${code} ${field}`);
}

export function stateOf(document: unknown): DialogueState {
  return new State(parseDocument(document).entities.map((entity) => [keyOfEntity(entity), entity]));
}

type Draw = (bound: number) => number;

/** Valid states of any shape, made of the choices of a list of numbers. */
export const validStates: fc.Arbitrary<DialogueState> = fc
  .tuple(
    fc.array(fc.nat({ max: 1_000_000 }), { minLength: 4, maxLength: 160 }),
    fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 8 }),
  )
  .map(([choices, texts]) => grow(choices, texts).state());

function grow(choices: readonly number[], texts: readonly string[]): DialogueBuilder {
  let at = 0;
  const draw: Draw = (bound) => (choices[at++ % choices.length] ?? 0) % bound;
  const text = (): string => `x${texts[draw(texts.length)] ?? ''}`;
  const builder = new DialogueBuilder({ title: text() }).expert('muffin').expert('scone').round(['muffin']);
  const items: string[] = [];
  const rounds = (): number => builder.root.totalRounds;
  const steps: readonly (() => unknown)[] = [
    () =>
      rounds() < 5 &&
      builder.round(
        draw(2) === 0 ? ['scone', 'muffin'] : [],
        [draw(9), draw(9), draw(9), draw(9)],
        [draw(9), draw(9), draw(9), draw(9)],
      ),
    () => items.push(newItem(builder, itemTypes[draw(5)] ?? 'claim', draw(rounds()), text())),
    () => changeStatus(builder, items[draw(items.length || 1)], draw, text()),
    () => addEdge(builder, items, draw),
    () => builder.move(draw(rounds()), 'muffin', 'bridge', items.slice(0, draw(3)), text()),
    () => builder.signal(draw(rounds()), draw(2) === 0 ? 'muffin' : 'scone'),
    () => builder.verdict(`v0${draw(4)}`, draw(rounds()), { description: text(), authorExpert: 'scone' }),
    () => builder.score('scone', draw(rounds()), draw(30)),
    () => builder.content(draw(rounds()), 'muffin', text()),
    () => builder.at(`2026-02-06T19:00:00.${100 + draw(900)}Z`),
  ];
  for (const choice of choices) steps[choice % steps.length]?.();
  return builder;
}

function newItem(builder: DialogueBuilder, type: ItemType, round: number, content: string): string {
  return builder.item(type, round, {
    content,
    label: content.slice(0, 40).toWellFormed(),
    contributors: ['scone', 'muffin'],
  });
}

function changeStatus(builder: DialogueBuilder, id: string | undefined, draw: Draw, reason: string): void {
  if (id === undefined) return;
  const item = builder.get(id);
  const again = item.type === 'tension' ? ['commented', ...(item.status === 'resolved' ? ['resolved'] : [])] : [];
  const next = [...nextStatuses(item.type, item.status), ...again];
  const status = next[draw(next.length || 1)];
  if (status === undefined) return;
  const round = item.round + draw(builder.root.totalRounds - item.round);
  // A status of the type is also the name of its event.
  builder.event(id, status as EventType, { round, reason });
}

function addEdge(builder: DialogueBuilder, items: readonly string[], draw: Draw): void {
  const [source, target] = [items[draw(items.length || 1)], items[draw(items.length || 1)]];
  if (source === undefined || target === undefined || source === target) return;
  const allowed = refTypes.filter((type) => {
    if (type === 'resolve' || type === 'reopen' || type === 'address') return target.startsWith('T');
    return type !== 'refine' || source[0] === target[0];
  });
  const refType = allowed[draw(allowed.length)] ?? 'support';
  const known = builder.get(source).references.some((ref) => ref.refType === refType && ref.targetId === target);
  if (draw(2) === 0 && !known) builder.reference(source, refType, target);
  else if (!known) builder.ref(source, refType, target);
}
