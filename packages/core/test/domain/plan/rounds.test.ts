import { describe, expect, test } from 'vitest';
import { planners } from '../../../src/domain/plan/index.ts';
import { metrics, scores, worldWith } from './support/World.ts';

const panel = [{ slug: 'muffin', source: 'pool' }] as const;

describe('createRound', () => {
  test('puts the round, its event and the new totals', () => {
    const world = worldWith(0);
    const round = world.write(planners.createRound, { round: 0, title: 'First', panel, scores, metrics });
    expect(round).toEqual({
      type: 'round',
      id: '00',
      round: 0,
      status: 'open',
      createdAt: world.now,
      title: 'First',
      panel,
      score: 125,
      ...scores,
      ...metrics,
      eventCount: 1,
    });
    expect(world.events('round', '00')).toEqual(['1 created by judge in 0']);
    expect(world.state.list('dialogue')).toMatchObject([{ totalRounds: 1, totalAlignment: 125, eventCount: 1 }]);
  });

  test('totals add up exactly, and a round without scores adds nothing', () => {
    const world = worldWith(0);
    const big = {
      wisdom: 9_007_199_254_740,
      consistency: 9_007_199_254_740,
      truth: 9_007_199_254_740,
      relationships: 1,
    };
    world.write(planners.createRound, { round: 0, panel: [], scores: big });
    world.write(planners.createRound, { round: 1, panel: [] });
    world.write(planners.createRound, { round: 2, panel: [], scores });
    expect(world.state.list('dialogue')[0]?.totalAlignment).toBe(27_021_597_764_221 + 125);
    expect(world.state.list('round')[1]).not.toHaveProperty('score');
  });

  test('the first panel gives an expert its first round, once', () => {
    const world = worldWith(0);
    world.write(planners.registerExpert, {
      slug: 'tartlet',
      role: 'Migration',
      tier: 'Core',
      source: 'pool',
      firstRound: 7,
    });
    const both = [...panel, { slug: 'tartlet', source: 'created' }];
    world.write(planners.createRound, { round: 0, panel: both });
    world.write(planners.createRound, {
      round: 1,
      panel: [
        { slug: 'muffin', source: 'retained' },
        { slug: 'donut', source: 'pool' },
      ],
    });
    const firstRounds = world.state.list('expert').map(({ id, firstRound }) => [id, firstRound]);
    expect(firstRounds).toEqual([
      ['donut', 1],
      ['muffin', 0],
      ['scone', undefined],
      ['tartlet', 7],
    ]);
  });

  test('rounds come in order', () => {
    const world = worldWith(0);
    expect(world.refuse(planners.createRound, { round: 1, panel })).toEqual([
      {
        code: 'invalid_round',
        message: 'Rounds are created in order, beginning with round 0; round 0 comes next.',
        field: 'round',
        value: 1,
        validOptions: ['0'],
        suggestion: 'Create round 0.',
      },
    ]);
    world.write(planners.createRound, { round: 0, panel });
    expect(world.refuse(planners.createRound, { round: 0, panel })).toMatchObject([
      {
        code: 'invalid_round',
        validOptions: ['1'],
        message: 'Round 0 exists already; rounds are created in order, each once.',
      },
    ]);
    expect(world.refusals(planners.createRound, { round: 2, panel })).toEqual(['invalid_round round 2']);
  });

  test('there are rounds 0 to 99', () => {
    const world = worldWith(100);
    expect(world.state.list('round').map(({ round }) => round)).toEqual(Array.from({ length: 100 }, (_, at) => at));
    expect(world.refusals(planners.createRound, { round: 100, panel })).toEqual(['invalid_round round 100']);
    expect(world.refuse(planners.createRound, { round: 99, panel })).toMatchObject([
      { code: 'invalid_round', suggestion: 'All rounds 0 to 99 exist.' },
    ]);
  });

  test('tells every stranger and double on the panel', () => {
    const world = worldWith(0);
    const bad = [panel[0], { slug: 'eclair', source: 'pool' }, panel[0]];
    expect(world.refusals(planners.createRound, { round: 3, panel: bad })).toEqual([
      'invalid_round round 3',
      'expert_not_in_dialogue panel[1].slug "eclair"',
      'duplicate_entity panel[2].slug "muffin"',
    ]);
  });
});

describe('setRoundStatus', () => {
  test('completing sets completedAt and takes late scores', () => {
    const world = worldWith(1);
    world.write(planners.setRoundStatus, { round: 0, status: 'in_progress' });
    expect(world.state.list('round')[0]).not.toHaveProperty('completedAt');
    const round = world.write(planners.setRoundStatus, {
      round: 0,
      status: 'completed',
      summary: 'Much said.',
      scores,
      metrics,
      actors: ['muffin'],
      reason: 'All spoke.',
    });
    expect(round).toMatchObject({
      status: 'completed',
      completedAt: world.now,
      summary: 'Much said.',
      score: 125,
      ...metrics,
    });
    expect(world.events('round', '00')).toEqual([
      '1 created by judge in 0',
      '2 in_progress by judge in 0',
      '3 completed by muffin in 0',
    ]);
    expect(world.state.list('dialogue')).toMatchObject([{ totalAlignment: 125 }]);
  });

  test('scores replace earlier ones, the total changes by the difference', () => {
    const world = worldWith(0);
    world.write(planners.createRound, { round: 0, panel, scores, metrics });
    world.write(planners.createRound, { round: 1, panel, scores });
    const lower = { wisdom: 1, consistency: 2, truth: 3, relationships: 4 };
    world.write(planners.setRoundStatus, { round: 0, status: 'completed', scores: lower });
    expect(world.state.list('dialogue')).toMatchObject([{ totalAlignment: 135 }]);
    expect(world.state.list('round')[0]).toMatchObject({ score: 10, ...lower, ...metrics });
  });

  test('a completed round takes corrections without an event; unchanged ones plan nothing', () => {
    const world = worldWith(1);
    world.write(planners.setRoundStatus, { round: 0, status: 'completed' });
    const { completedAt } = world.state.list('round')[0] ?? {};
    const corrected = world.write(planners.setRoundStatus, { round: 0, status: 'completed', scores });
    expect(corrected).toMatchObject({ score: 125, eventCount: 2, completedAt });
    expect(world.plan(planners.setRoundStatus, { round: 0, status: 'completed', scores }).puts).toEqual([]);
    expect(world.refusals(planners.setRoundStatus, { round: 0, status: 'completed' })).toEqual([
      'invalid_status_transition status "completed"',
    ]);
    expect(
      world.refusals(planners.setRoundStatus, { round: 0, status: 'completed', scores, reason: 'Why not' }),
    ).toEqual(['invalid_value reason "Why not"']);
  });

  test('a summary alone leaves the root alone', () => {
    const world = worldWith(1);
    const { puts } = world.plan(planners.setRoundStatus, { round: 0, status: 'open', summary: 'Short.' });
    expect(puts.map(({ type }) => type)).toEqual(['round']);
  });

  test('refuses what the lifecycle refuses, and rounds that are not there', () => {
    const world = worldWith(1);
    world.write(planners.setRoundStatus, { round: 0, status: 'in_progress' });
    expect(world.refuse(planners.setRoundStatus, { round: 0, status: 'open', scores })).toMatchObject([
      { code: 'invalid_status_transition', field: 'status', validOptions: ['completed'] },
    ]);
    expect(world.refuse(planners.setRoundStatus, { round: 1, status: 'completed' })).toMatchObject([
      {
        code: 'invalid_round',
        field: 'round',
        value: 1,
        suggestion: 'Name one of the rounds 0 to 0, or create round 1 first.',
      },
    ]);
    expect(world.refusals(planners.setRoundStatus, { round: 0, status: 'done' })).toEqual([
      'invalid_value status "done"',
    ]);
  });
});
