import { describe, expect, test } from 'vitest';
import { planners } from '../../../src/domain/plan/index.ts';
import { muffin, worldWith } from './support/World.ts';

describe('registerExpert', () => {
  test('begins without scores', () => {
    const world = worldWith(0);
    const input = {
      slug: 'eclair',
      role: 'Graph Analyst',
      tier: 'Wildcard',
      source: 'created',
      relevance: 0.8125,
      description: 'd',
      focus: 'f',
      creationReason: 'missing view',
      color: 'teal',
    };
    const { slug: id, ...fields } = input;
    expect(world.write(planners.registerExpert, input)).toEqual({
      type: 'expert',
      id,
      ...fields,
      totalScore: 0,
      scores: {},
      createdAt: world.now,
    });
  });

  test('a slug is taken once', () => {
    expect(worldWith(0).refuse(planners.registerExpert, { ...muffin, role: 'Another' })).toMatchObject([
      { code: 'duplicate_entity', field: 'slug', value: 'muffin' },
    ]);
  });

  test('an unknown tier is refused, never a default', () => {
    expect(worldWith(0).refuse(planners.registerExpert, { ...muffin, slug: 'eclair', tier: 'core' })).toMatchObject([
      { code: 'invalid_value', field: 'tier', value: 'core', validOptions: ['Core', 'Adjacent', 'Wildcard'] },
    ]);
  });
});

describe('scoreExpert', () => {
  test('a second score replaces the first', () => {
    const world = worldWith(2);
    const score = (round: number, value: number) =>
      world.write(planners.scoreExpert, { expert: 'muffin', round, score: value });
    score(0, 23);
    score(1, 22);
    expect(score(0, 20)).toMatchObject({ scores: { 0: 20, 1: 22 }, totalScore: 42 });
  });

  test('the same score again plans nothing', () => {
    const world = worldWith(1);
    const input = { expert: 'muffin', round: 0, score: 23 };
    world.write(planners.scoreExpert, input);
    const plan = world.plan(planners.scoreExpert, input);
    expect(plan.puts).toEqual([]);
    expect(plan.result).toMatchObject({ totalScore: 23 });
  });

  test('zero is a score', () => {
    const world = worldWith(1);
    expect(world.write(planners.scoreExpert, { expert: 'muffin', round: 0, score: 0 }).scores).toEqual({ 0: 0 });
  });

  test('a missing expert and a missing round are faults', () => {
    const world = worldWith(1);
    expect(world.refusals(planners.scoreExpert, { expert: 'eclair', round: 1, score: 3 })).toEqual([
      'invalid_round round 1',
      'expert_not_in_dialogue expert "eclair"',
    ]);
    expect(world.refusals(planners.scoreExpert, { expert: 'muffin', round: 0, score: -1 })).toEqual([
      'invalid_value score -1',
    ]);
  });
});

describe('recordContent', () => {
  const input = { round: 0, expert: 'muffin', content: 'All that I have to say.' };

  test('keeps the raw text of an expert and round', () => {
    const world = worldWith(1);
    expect(world.write(planners.recordContent, input)).toEqual({
      type: 'content',
      id: '00#muffin',
      round: 0,
      expert: 'muffin',
      content: input.content,
      createdAt: world.now,
    });
  });

  test('is written once', () => {
    const world = worldWith(2);
    world.write(planners.recordContent, input);
    expect(world.refusals(planners.recordContent, { ...input, content: 'Other' })).toEqual([
      'duplicate_entity expert "muffin"',
    ]);
    expect(world.refusals(planners.recordContent, input)).toEqual(['duplicate_entity expert "muffin"']);
    world.write(planners.recordContent, { ...input, round: 1 });
    world.write(planners.recordContent, { ...input, expert: 'donut' });
    expect(world.state.list('content')).toHaveLength(3);
  });

  test('needs a round and an expert', () => {
    expect(worldWith(1).refusals(planners.recordContent, { ...input, round: 4, expert: 'eclair' })).toEqual([
      'invalid_round round 4',
      'expert_not_in_dialogue expert "eclair"',
    ]);
  });
});
