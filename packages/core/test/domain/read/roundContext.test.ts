import { describe, expect, test } from 'vitest';
import { convergenceSignals } from '../../../src/domain/read/convergenceSignals.ts';
import { roundContext } from '../../../src/domain/read/roundContext.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';
import { foundingDialogue } from './support/foundingDialogue.ts';

describe('roundContext', () => {
  test('before the first round there is the question only', () => {
    const builder = new DialogueBuilder({ question: 'Hybrid?', background: { subject: 'storage' } });
    const context = roundContext(builder.state());
    expect(context).toEqual({
      nextRound: 0,
      dialogue: {
        status: 'open',
        title: 'Storage',
        calibrated: false,
        question: 'Hybrid?',
        background: { subject: 'storage' },
      },
      panels: [],
      openTensions: [],
      perspectives: [],
      recommendations: [],
      unansweredRequests: [],
    });
  });

  test('tells what the next panel needs', () => {
    const builder = new DialogueBuilder().expert('muffin').expert('scone');
    builder.round(['muffin', 'scone'], [1, 2, 3, 4], [2, 1, 0, 2]).score('muffin', 0, 23);
    builder.item('perspective', 0);
    builder.round(['muffin'], [1, 1, 1, 1], [1, 1, 1, 1]).signal(1, 'muffin').signal(1, 'scone');
    const [open, resolved, accepted] = [0, 0, 1].map((round) => builder.item('tension', round));
    builder
      .event(resolved ?? '', 'resolved')
      .event(accepted ?? '', 'addressed')
      .verdict('v01', 1, { tensionsAccepted: [accepted ?? ''] });
    builder.item('perspective', 1, { content: 'whole text' });
    builder.event(builder.item('recommendation', 0), 'adopted', {}, 'v01');
    builder.item('recommendation', 1);
    builder.move(1, 'scone', 'request', [open ?? '']);
    const context = roundContext(builder.state());
    expect(context.nextRound).toBe(2);
    expect(context.panels).toEqual([
      {
        round: 0,
        members: [
          { slug: 'muffin', source: 'pool', role: 'role of muffin', tier: 'Core', score: 23 },
          { slug: 'scone', source: 'pool', role: 'role of scone', tier: 'Core' },
        ],
      },
      { round: 1, members: [{ slug: 'muffin', source: 'retained', role: 'role of muffin', tier: 'Core' }] },
    ]);
    expect(context.openTensions.map(({ id, status, accepted: yes }) => [id, status, yes])).toEqual([
      [open, 'open', false],
      [accepted, 'addressed', true],
    ]);
    expect(context.perspectives.map(({ id, content }) => [id, content])).toEqual([['P0101', 'whole text']]);
    expect(context.recommendations.map(({ id, status, adoptedInVerdict }) => [id, status, adoptedInVerdict])).toEqual([
      ['R0001', 'adopted', 'v01'],
      ['R0101', 'proposed', undefined],
    ]);
    expect(context.lastScores).toMatchObject({ round: 1, running: { total: 14 } });
    expect(context.lastSignals).toEqual({
      round: 1,
      signalled: ['muffin', 'scone'],
      waiting: [],
      outsiders: ['scone'],
      panelSize: 1,
    });
    expect(context.unansweredRequests).toMatchObject([{ expert: 'scone', unanswered: [open] }]);
  });

  test('more rounds of perspectives can be asked for', () => {
    const builder = new DialogueBuilder().expert('muffin').round().round().round();
    for (const round of [0, 1, 2]) builder.item('perspective', round);
    const idsFor = (recentRounds: number) =>
      roundContext(builder.state(), { recentRounds }).perspectives.map(({ id }) => id);
    expect(idsFor(0)).toEqual([]);
    expect(idsFor(1)).toEqual(['P0201']);
    expect(idsFor(2)).toEqual(['P0101', 'P0201']);
    expect(idsFor(50)).toEqual(['P0001', 'P0101', 'P0201']);
  });

  test('after round 99 there is no next round', () => {
    const builder = new DialogueBuilder();
    for (let round = 0; round < 100; round++) builder.round();
    expect(roundContext(builder.state())).not.toHaveProperty('nextRound');
  });
});

describe('convergenceSignals', () => {
  test('counts each expert once a round and says who is waiting', () => {
    const signals = convergenceSignals(foundingDialogue().state());
    expect(signals.map(({ signalled }) => signalled.length)).toEqual([0, 0, 5, 6]);
    expect(signals[2]?.waiting).toEqual(['tartlet']);
    expect(signals[3]?.waiting).toEqual([]);
    expect(signals.map(({ panelSize }) => panelSize)).toEqual([10, 8, 6, 6]);
  });
});
