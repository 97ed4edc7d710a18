import { describe, expect, test } from 'vitest';
import { planners } from '../../../src/domain/plan/index.ts';
import { World, worldWith } from './support/World.ts';

describe('createDialogue', () => {
  test('puts the root and its first event', () => {
    const world = new World();
    const background = { subject: 'Databases', constraints: 'One writer' };
    const dialogue = world.write(planners.createDialogue, { title: 'Storage', question: 'Which one?', background });
    expect(dialogue).toEqual({
      type: 'dialogue',
      id: 'meta',
      status: 'open',
      createdAt: world.now,
      totalRounds: 0,
      totalAlignment: 0,
      calibrated: false,
      title: 'Storage',
      question: 'Which one?',
      background,
      eventCount: 1,
    });
    expect(world.state.list('dialogue')).toEqual([dialogue]);
    expect(world.events('dialogue', 'meta')).toEqual(['1 created by judge in 0']);
    expect(world.state.size).toBe(2);
  });

  test('keeps what is given', () => {
    const input = { title: 'Storage', calibrated: true, domainId: 'data', ethosId: 'e1', outputDir: 'out' };
    expect(new World().write(planners.createDialogue, input)).toMatchObject(input);
  });

  test('a second one is dialogue_exists', () => {
    expect(worldWith(0).codeOf(planners.createDialogue, { title: 'Other' })).toBe('dialogue_exists');
  });

  test('tells every fault of its shape', () => {
    const world = new World();
    expect(world.refusals(planners.createDialogue, { title: ' ', domainId: 'Not a slug', colour: 'red' })).toEqual([
      'missing_field title " "',
      'invalid_value domainId "Not a slug"',
      'unknown_field colour "red"',
    ]);
  });
});

test('every other write needs a dialogue', () => {
  const world = new World();
  expect(world.codeOf(planners.setDialogueStatus, { status: 'converged' })).toBe('dialogue_not_found');
  expect(world.codeOf(planners.createRound, { round: 0, panel: [] })).toBe('dialogue_not_found');
  expect(world.codeOf(planners.transitionItem, { target: 'T0001', status: 'resolved' })).toBe('dialogue_not_found');
  expect(world.codeOf(planners.addRef, { source: 'T0001', refType: 'support', target: 'T0002' })).toBe(
    'dialogue_not_found',
  );
  expect(world.codeOf(planners.registerRound, { round: 0, panel: [] })).toBe('dialogue_not_found');
});

describe('setDialogueStatus', () => {
  test('moves along the lifecycle, each change with its event in the latest round', () => {
    const world = worldWith(2);
    expect(world.write(planners.setDialogueStatus, { status: 'converging' })).toMatchObject({ status: 'converging' });
    const reopened = { status: 'open', round: 0, actors: ['scone', 'muffin'], reason: 'Not yet.' };
    expect(world.write(planners.setDialogueStatus, reopened)).not.toHaveProperty('convergedAt');
    const converged = world.write(planners.setDialogueStatus, { status: 'converged' });
    expect(converged).toMatchObject({ status: 'converged', convergedAt: world.now, eventCount: 4 });
    expect(world.events('dialogue', 'meta')).toEqual([
      '1 created by judge in 0',
      '2 converging by judge in 1',
      '3 open by scone+muffin in 0',
      '4 converged by judge in 1',
    ]);
    expect(world.state.list('event').find(({ id }) => id === 'dialogue#meta#0003')).toMatchObject({
      reason: 'Not yet.',
    });
  });

  test('before any round, events are of round 0', () => {
    const world = worldWith(0);
    world.write(planners.setDialogueStatus, { status: 'abandoned' });
    expect(world.events('dialogue', 'meta')).toEqual(['1 created by judge in 0', '2 abandoned by judge in 0']);
    expect(world.state.list('dialogue')[0]).not.toHaveProperty('convergedAt');
  });

  test('says what may follow instead', () => {
    const world = worldWith(0);
    expect(world.refuse(planners.setDialogueStatus, { status: 'open' })).toEqual([
      {
        code: 'invalid_status_transition',
        message: "The status of a dialogue cannot go from 'open' to 'open'.",
        field: 'status',
        value: 'open',
        validOptions: ['converging', 'converged', 'abandoned'],
        suggestion: "After 'open' comes converging or converged or abandoned.",
        context: { from: 'open', to: 'open' },
      },
    ]);
    world.write(planners.setDialogueStatus, { status: 'abandoned' });
    expect(world.refuse(planners.setDialogueStatus, { status: 'open' })).toMatchObject([
      {
        code: 'invalid_status_transition',
        validOptions: [],
        suggestion: "'abandoned' is final: no other status can follow.",
      },
    ]);
  });

  test('checks the reasons too', () => {
    const world = worldWith(0);
    const input = { status: 'open', round: 0, reference: 'P0001', resultId: 'final', actors: ['a', 'a'] };
    expect(world.refusals(planners.setDialogueStatus, input)).toEqual([
      'invalid_round round 0',
      'duplicate_entity actors[1] "a"',
      'target_not_found reference "P0001"',
      'target_not_found resultId "final"',
      'invalid_status_transition status "open"',
    ]);
  });
});
