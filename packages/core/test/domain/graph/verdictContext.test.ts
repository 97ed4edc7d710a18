import { describe, expect, test } from 'vitest';
import { DialogueGraph } from '../../../src/domain/graph/DialogueGraph.ts';
import { verdictContext } from '../../../src/domain/graph/verdictContext.ts';
import type { VerdictContext } from '../../../src/domain/graph/verdictFigures.ts';
import { DialogueBuilder } from '../read/support/DialogueBuilder.ts';
import { foundingDialogue } from '../read/support/foundingDialogue.ts';

function contextOf(builder: DialogueBuilder, id = 'final'): VerdictContext {
  const state = builder.state();
  const context = verdictContext(state, new DialogueGraph(state), id);
  if (context === undefined) throw new Error(`no verdict ${id}`);
  return context;
}

const ids = (figures: readonly { readonly id: string }[]): readonly string[] => figures.map(({ id }) => id);

/** Four rounds, three experts, no items yet. */
function begin(): DialogueBuilder {
  const builder = new DialogueBuilder().expert('muffin').expert('scone').expert('tartlet', { tier: 'Wildcard' });
  return builder.round(['muffin', 'scone']).round(['muffin', 'scone']).round(['muffin']).round(['muffin']);
}

describe('verdictContext', () => {
  test('an unknown verdict has none', () => {
    const state = begin().verdict('v01', 0).state();
    for (const id of ['final', 'V01', '__proto__', '']) {
      expect(verdictContext(state, new DialogueGraph(state), id)).toBeUndefined();
    }
  });

  test('VA-01: a change recorded late for the round of the verdict or an earlier one completes the picture', () => {
    const builder = begin();
    const id = builder.item('tension', 0);
    builder.event(id, 'resolved', { round: 3 }).verdict('final', 2);
    expect(ids(contextOf(builder).openTensions)).toEqual([id]);
    builder.event(id, 'reopened', { round: 1 }).event(id, 'addressed', { round: 2 });
    expect(contextOf(builder).openTensions).toMatchObject([{ id, status: 'addressed', statusNow: 'addressed' }]);
  });

  test('VA-05, VA-06: the founding verdict resolved 17 tensions, with every resolution', () => {
    const { resolvedTensions, openTensions, asOfRound } = contextOf(foundingDialogue());
    expect(asOfRound).toBe(3);
    expect(resolvedTensions).toHaveLength(17);
    expect(openTensions).toEqual([]);
    const stale = resolvedTensions.find(({ id }) => id === 'T0103');
    expect(stale?.resolvedInRound).toBe(2);
    expect(stale?.resolutions.map(({ round, actors }) => `${round}: ${actors.join()}`)).toEqual([
      '2: cannoli',
      '2: muffin',
      '3: muffin',
    ]);
  });

  test('VA-05: a reopening in a later round does not rewrite the verdict', () => {
    const builder = begin();
    const id = builder.item('tension', 0);
    builder.event(id, 'resolved', { round: 1, actors: ['scone'], reason: 'because' }).verdict('final', 2);
    const before = contextOf(builder);
    builder.event(id, 'reopened', { round: 3, actors: ['muffin'] });
    const after = contextOf(builder);
    expect(ids(after.resolvedTensions)).toEqual([id]);
    expect(after.resolvedTensions[0]).toMatchObject({ status: 'resolved', statusNow: 'reopened', resolvedInRound: 1 });
    expect(after.resolvedTensions[0]?.resolutions).toEqual(before.resolvedTensions[0]?.resolutions);
    expect(after.resolvedTensions[0]?.resolutions[0]).toMatchObject({
      actors: ['scone'],
      reason: 'because',
      stands: true,
    });
    expect(after.since.changed).toEqual([
      { id, type: 'tension', round: 0, label: `label of ${id}`, status: 'resolved', statusNow: 'reopened' },
    ]);
    expect(after.since.events).toMatchObject([{ id, eventType: 'reopened', round: 3, actors: ['muffin'] }]);
    expect(before.since).toEqual({ changed: [], events: [], adopted: [], tensions: [], refs: [] });
  });

  test('VA-05: a resolution in a later round is no merit of the verdict', () => {
    const builder = begin();
    const id = builder.item('tension', 0);
    builder.verdict('final', 2).event(id, 'resolved', { round: 3 });
    const context = contextOf(builder);
    expect(context.resolvedTensions).toEqual([]);
    expect(context.openTensions).toMatchObject([{ id, status: 'open', statusNow: 'resolved' }]);
    expect(ids(context.since.changed)).toEqual([id]);
  });

  test('VA-05: reopened and resolved again before the verdict: only the last resolution stands', () => {
    const builder = begin();
    const id = builder.item('tension', 0);
    builder.event(id, 'resolved', { round: 0 }).event(id, 'reopened', { round: 1 }).event(id, 'resolved', { round: 2 });
    builder.verdict('final', 2).verdict('early', 1);
    const [tension] = contextOf(builder).resolvedTensions;
    expect(tension?.resolvedInRound).toBe(2);
    expect(tension?.resolutions.map(({ round, stands }) => [round, stands])).toEqual([
      [0, false],
      [2, true],
    ]);
    expect(ids(contextOf(builder, 'early').openTensions)).toEqual([id]);
  });

  test('VA-06: the resolve edges among items of the time', () => {
    const builder = begin();
    const id = builder.item('tension', 0);
    const [now, later] = [builder.item('perspective', 2), builder.item('perspective', 3)];
    builder.ref(now, 'resolve', id).ref(later, 'resolve', id).ref(now, 'address', id);
    builder.event(id, 'resolved', { round: 2 }).verdict('final', 2);
    expect(contextOf(builder).resolvedTensions[0]?.resolveRefs.map(({ sourceId }) => sourceId)).toEqual([now]);
  });

  test('VA-03: items of later rounds are not there yet', () => {
    const builder = begin();
    builder.verdict('v01', 1);
    const later = builder.item('tension', 2);
    builder.event(later, 'resolved', { round: 2 });
    const open = builder.item('tension', 3);
    const context = contextOf(builder, 'v01');
    expect(context.resolvedTensions).toEqual([]);
    expect(ids(context.openTensions)).not.toContain(open);
  });

  test('VA-07, VA-08: accepted tensions are told apart from open ones', () => {
    const builder = begin();
    const [first, second, third] = [0, 0, 1].map((round) => builder.item('tension', round));
    builder.event(second ?? '', 'addressed', { round: 1 }).event(third ?? '', 'resolved', { round: 1 });
    builder.verdict('final', 2, { tensionsAccepted: [third ?? '', first ?? ''] });
    const context = contextOf(builder);
    expect(context.acceptedTensions.map(({ id, status }) => [id, status])).toEqual([
      [third, 'resolved'],
      [first, 'open'],
    ]);
    expect(context.openTensions.map(({ id, status }) => [id, status])).toEqual([[second, 'addressed']]);
  });

  test('VA-09, VA-10: adopted here, adopted elsewhere, not adopted', () => {
    const builder = begin().verdict('v01', 1).verdict('final', 2);
    const [here, before, nowhere, rejected, later] = [0, 0, 0, 0, 0].map((round) =>
      builder.item('recommendation', round),
    );
    builder.event(here ?? '', 'adopted', { round: 2, actors: ['scone'], reason: 'clear' }, 'final');
    builder.event(before ?? '', 'adopted', { round: 1 }, 'v01').event(nowhere ?? '', 'adopted', { round: 2 });
    builder.event(rejected ?? '', 'rejected', { round: 2 }).event(later ?? '', 'adopted', { round: 3 }, 'final');
    const context = contextOf(builder);
    expect(context.adopted).toMatchObject([
      { id: here, verdict: 'final', status: 'adopted', adoption: { round: 2, actors: ['scone'], reason: 'clear' } },
    ]);
    expect(context.adoptedElsewhere.map(({ id, verdict }) => [id, verdict])).toEqual([
      [before, 'v01'],
      [nowhere, undefined],
    ]);
    expect(ids(context.since.adopted)).toEqual([later]);
    const early = contextOf(builder, 'v01');
    expect(ids(early.adopted)).toEqual([before]);
    expect(early.adoptedElsewhere).toEqual([]);
  });

  test('VA-11: tensions that adopted recommendations address or resolve', () => {
    const builder = begin().verdict('final', 2);
    const [first, second, other] = [0, 0, 0].map((round) => builder.item('tension', round));
    const [one, two, unadopted] = [1, 1, 1].map((round) => builder.item('recommendation', round));
    builder.event(one ?? '', 'adopted', { round: 2 }, 'final').event(two ?? '', 'adopted', { round: 2 }, 'final');
    builder
      .ref(one ?? '', 'address', second ?? '')
      .ref(two ?? '', 'resolve', second ?? '')
      .ref(one ?? '', 'address', first ?? '');
    builder.ref(unadopted ?? '', 'address', other ?? '').ref(one ?? '', 'oppose', other ?? '');
    expect(
      contextOf(builder).addressedTensions.map(({ id, by }) => [id, by.map((ref) => `${ref.sourceId} ${ref.refType}`)]),
    ).toEqual([
      [first, [`${one} address`]],
      [second, [`${one} address`, `${two} resolve`]],
    ]);
  });

  test('VA-12, VA-13: rests on what supports it and on what it depends on, transitively', () => {
    const builder = begin().verdict('final', 2);
    const adopted = builder.item('recommendation', 2);
    builder.event(adopted, 'adopted', { round: 2 }, 'final');
    const [direct, far, refuted, wrongWay, late] = [0, 1, 1, 1, 3].map((round) => builder.item('evidence', round));
    const claim = builder.item('claim', 1);
    const perspective = builder.item('perspective', 1);
    builder
      .ref(direct ?? '', 'support', adopted)
      .ref(adopted, 'depend', claim)
      .ref(perspective, 'support', claim);
    builder
      .ref(perspective, 'depend', far ?? '')
      .ref(refuted ?? '', 'support', perspective)
      .ref(late ?? '', 'support', adopted);
    builder
      .ref(adopted, 'support', wrongWay ?? '')
      .ref(wrongWay ?? '', 'depend', adopted)
      .ref(wrongWay ?? '', 'oppose', adopted);
    builder.event(refuted ?? '', 'refuted', { round: 3 });
    builder.ref(adopted, 'depend', builder.item('claim', 3));
    const { restsOn, since } = contextOf(builder);
    expect(restsOn.evidence.map(({ id, depth, status, statusNow }) => [id, depth, status, statusNow])).toEqual([
      [direct, 1, 'cited', 'cited'],
      [far, 3, 'cited', 'cited'],
      [refuted, 3, 'cited', 'refuted'],
    ]);
    expect(restsOn.claims).toMatchObject([
      { id: claim, depth: 1, via: { sourceId: adopted, refType: 'depend', targetId: claim } },
    ]);
    expect(restsOn.others).toMatchObject([
      { id: perspective, depth: 2, via: { sourceId: perspective, refType: 'support' } },
    ]);
    expect(ids(since.changed)).toEqual([refuted]);
  });

  test('VA-12: circles of support end', () => {
    const builder = begin().verdict('final', 2);
    const adopted = builder.item('recommendation', 0);
    const claim = builder.item('claim', 0);
    builder.event(adopted, 'adopted', { round: 1 }, 'final');
    builder
      .ref(claim, 'support', adopted)
      .ref(adopted, 'support', claim)
      .ref(claim, 'depend', adopted)
      .ref(adopted, 'depend', claim);
    expect(ids(contextOf(builder).restsOn.claims)).toEqual([claim]);
  });

  test('VA-14: a tension linked later to an adopted recommendation is told as later', () => {
    const builder = begin().verdict('final', 2);
    const adopted = builder.item('recommendation', 0);
    builder.event(adopted, 'adopted', { round: 2 }, 'final').ref(builder.item('tension', 2), 'oppose', adopted);
    const before = contextOf(builder);
    const [against, addressed, unlinked] = [3, 3, 3].map((round) => builder.item('tension', round));
    builder.ref(against ?? '', 'oppose', adopted).ref(adopted, 'address', addressed ?? '');
    const after = contextOf(builder);
    expect(after.addressedTensions).toEqual([]);
    expect(ids(after.since.tensions)).toEqual([against, addressed]);
    expect(ids(after.since.tensions)).not.toContain(unlinked);
    expect({ ...after, since: before.since }).toEqual(before);
  });

  test('VA-14: an edge recorded after the verdict between items of its time counts, and is told', () => {
    const builder = begin().at('2026-02-06T20:00:00.000Z').verdict('final', 2);
    const [adopted, evidence] = [builder.item('recommendation', 0), builder.item('evidence', 0)];
    builder.event(adopted, 'adopted', { round: 2 }, 'final');
    expect(contextOf(builder.ref(evidence, 'support', adopted)).since.refs).toEqual([]);
    const tension = builder.item('tension', 0);
    builder.at('2026-02-06T20:00:00.001Z').ref(adopted, 'address', tension);
    const { addressedTensions, since } = contextOf(builder);
    expect(ids(addressedTensions)).toEqual([tension]);
    expect(since.refs.map(({ sourceId, targetId }) => [sourceId, targetId])).toEqual([[adopted, tension]]);
  });

  test('VA-14: remarks and further resolutions since are events without a change', () => {
    const builder = begin();
    const id = builder.item('tension', 0);
    builder
      .event(id, 'resolved', { round: 1 })
      .verdict('final', 2)
      .event(id, 'resolved', { round: 3, actors: ['scone'] });
    const { since, resolvedTensions } = contextOf(builder.event(id, 'commented', { round: 3 }));
    expect(since.changed).toEqual([]);
    expect(since.events.map(({ eventType, seq }) => [eventType, seq])).toEqual([
      ['resolved', 3],
      ['commented', 4],
    ]);
    expect(resolvedTensions[0]?.resolutions).toHaveLength(1);
  });

  test('VA-02: minority and dissent speak for their authors, under the same rules', () => {
    const builder = begin();
    builder.event(builder.item('tension', 0), 'resolved', { round: 1 });
    builder.verdict('final', 2).verdict('v01', 2);
    builder.verdict('minority-x', 2, { verdictType: 'minority' }).verdict('dissent-y', 2, { verdictType: 'dissent' });
    const of = (id: string): VerdictContext => contextOf(builder, id);
    expect(['final', 'v01', 'minority-x', 'dissent-y'].map((id) => of(id).speaksFor)).toEqual([
      'panel',
      'panel',
      'authors',
      'authors',
    ]);
    expect(of('dissent-y').resolvedTensions).toEqual(of('final').resolvedTensions);
    expect(of('dissent-y').adopted).toEqual([]);
  });

  test('VA-04: supporting experts with their part in the round', () => {
    const builder = begin().verdict('final', 2, { supportingExperts: ['tartlet', 'muffin'] });
    expect(contextOf(builder).supportingExperts).toEqual([
      { slug: 'tartlet', role: 'role of tartlet', tier: 'Wildcard', onPanel: false },
      { slug: 'muffin', role: 'role of muffin', tier: 'Core', onPanel: true },
    ]);
  });
});
