import { describe, expect, test } from 'vitest';
import { canConverge } from '../../../src/domain/read/convergence.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';
import { foundingDialogue } from './support/foundingDialogue.ts';

const panel = ['a', 'b', 'c', 'd', 'e', 'f'];

function withPanel(): DialogueBuilder {
  const builder = new DialogueBuilder();
  for (const slug of [...panel, 'muffin']) builder.expert(slug);
  return builder;
}

function lastRound(metrics: readonly [number, number, number, number]): DialogueBuilder {
  return withPanel().round(panel, [1, 1, 1, 1], metrics);
}

describe('canConverge', () => {
  test('velocity 0 and all of the panel: yes, without blockers', () => {
    const answer = canConverge(lastRound([0, 0, 6, 6]).state());
    expect(answer).toEqual({ canConverge: true, forced: false, mayForce: false, blockers: [], warnings: [] });
  });

  test('a dialogue that is converging can converge', () => {
    const state = lastRound([0, 0, 6, 6]).dialogueStatus('converging').state();
    expect(canConverge(state).canConverge).toBe(true);
  });

  test('5 of 6 is not 100 %, and neither is 199 of 200, which shows 100', () => {
    const five = canConverge(lastRound([0, 0, 5, 6]).state());
    expect(five.canConverge).toBe(false);
    expect(five.blockers.map(({ code }) => code)).toEqual(['convergence_not_full']);
    expect(five.blockers[0]?.context).toMatchObject({
      round: 0,
      convergeSignals: 5,
      panelSize: 6,
      convergePercentShown: 83,
    });
    const nearly = canConverge(lastRound([0, 0, 199, 200]).state());
    expect(nearly.canConverge).toBe(false);
    expect(nearly.blockers[0]?.context).toMatchObject({ convergePercentShown: 100 });
  });

  test('every blocker is told at once', () => {
    const { blockers } = canConverge(lastRound([1, 3, 5, 6]).state());
    expect(blockers.map(({ code }) => code)).toEqual(['velocity_not_zero', 'convergence_not_full']);
    expect(blockers[0]?.context).toEqual({ round: 0, velocity: 4, openTensions: 1, newPerspectives: 3 });
  });

  test('only the last round counts', () => {
    const builder = lastRound([0, 0, 6, 6]).round(panel, [1, 1, 1, 1], [0, 1, 6, 6]);
    expect(canConverge(builder.state()).blockers.map(({ code }) => code)).toEqual(['velocity_not_zero']);
    builder.round(panel, [1, 1, 1, 1], [0, 0, 6, 6]);
    expect(canConverge(builder.state()).canConverge).toBe(true);
  });

  test('an empty panel never converges', () => {
    expect(canConverge(lastRound([0, 0, 0, 0]).state()).blockers.map(({ code }) => code)).toEqual([
      'convergence_not_full',
    ]);
  });

  test('no rounds, no metrics, closed: each has its own blocker', () => {
    expect(canConverge(new DialogueBuilder().state()).blockers.map(({ code }) => code)).toEqual(['no_rounds']);
    expect(canConverge(withPanel().round(panel).state()).blockers.map(({ code }) => code)).toEqual(['metrics_missing']);
    const closed = lastRound([1, 0, 6, 6]).dialogueStatus('abandoned').state();
    expect(canConverge(closed).blockers.map(({ code }) => code)).toEqual(['dialogue_closed', 'velocity_not_zero']);
    expect(canConverge(foundingDialogue().state()).blockers.map(({ code }) => code)).toEqual(['dialogue_closed']);
  });

  test('the maximum number of rounds may force it, with a warning', () => {
    const builder = withPanel();
    for (let round = 0; round < 10; round++) builder.round(panel, [1, 1, 1, 1], [1, 1, 0, 6]);
    const state = builder.state();
    expect(canConverge(state)).toMatchObject({ canConverge: false, mayForce: true, forced: false });
    const forced = canConverge(state, { force: true });
    expect(forced).toMatchObject({ canConverge: true, forced: true });
    expect(forced.blockers.map(({ code }) => code)).toEqual(['velocity_not_zero', 'convergence_not_full']);
    expect(forced.warnings.map(({ code }) => code)).toEqual(['convergence_forced']);
    expect(canConverge(state, { force: true, maxRounds: 11 })).toMatchObject({ canConverge: false, mayForce: false });
  });

  test('one round less than the maximum does not', () => {
    const builder = withPanel();
    for (let round = 0; round < 9; round++) builder.round(panel, [1, 1, 1, 1], [1, 1, 0, 6]);
    expect(canConverge(builder.state(), { force: true })).toMatchObject({ canConverge: false, mayForce: false });
  });

  test('force does not open a closed dialogue, and needs a round', () => {
    const closed = lastRound([1, 0, 6, 6]).dialogueStatus('abandoned').state();
    expect(canConverge(closed, { force: true, maxRounds: 1 })).toMatchObject({ canConverge: false, mayForce: false });
    expect(canConverge(new DialogueBuilder().state(), { force: true, maxRounds: 0 }).canConverge).toBe(false);
  });

  test('forcing what needs no force is not forced', () => {
    const answer = canConverge(lastRound([0, 0, 6, 6]).state(), { force: true, maxRounds: 1 });
    expect(answer).toMatchObject({ canConverge: true, forced: false, warnings: [] });
  });

  test('an unsettled tension that the metrics leave out is a warning, an accepted one is nothing', () => {
    const builder = lastRound([0, 0, 6, 6]);
    const accepted = builder.item('tension', 0);
    const reopened = builder.item('tension', 0);
    builder.event(reopened, 'resolved').event(reopened, 'reopened');
    builder.verdict('final', 0, { tensionsAccepted: [accepted] });
    const answer = canConverge(builder.state());
    expect(answer.canConverge).toBe(true);
    expect(answer.warnings).toMatchObject([
      { code: 'unresolved_tension', context: { tension: reopened, status: 'reopened' } },
    ]);
  });
});
