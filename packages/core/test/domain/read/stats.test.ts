import { describe, expect, test } from 'vitest';
import { dialogueWarnings } from '../../../src/domain/read/dialogueWarnings.ts';
import { dialogueStats } from '../../../src/domain/read/stats.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';
import { foundingDialogue } from './support/foundingDialogue.ts';

const codesOf = (builder: DialogueBuilder) => dialogueWarnings(builder.state()).map(({ code }) => code);

describe('dialogueStats', () => {
  test('counts the founding dialogue', () => {
    const builder = foundingDialogue();
    const stats = dialogueStats(builder.state());
    expect(stats.entities).toBe(builder.state().size);
    expect(stats.counts).toMatchObject({
      dialogue: 1,
      expert: 12,
      round: 4,
      tension: 17,
      move: 11,
      verdict: 1,
      perspective: 0,
    });
    expect(Object.values(stats.counts).reduce((sum, count) => sum + count, 0)).toBe(stats.entities);
    expect(stats.statuses.tension).toEqual({ open: 0, addressed: 0, resolved: 17, reopened: 0 });
    expect(stats.statuses.round).toEqual({ open: 0, in_progress: 0, completed: 4 });
    expect(stats).toMatchObject({ openTensions: 0, convergeSignals: 11, scores: { total: 415 } });
  });
});

describe('dialogueWarnings', () => {
  test('a sound dialogue has none', () => {
    const builder = new DialogueBuilder()
      .expert('muffin')
      .round(['muffin'], [1, 1, 1, 1], [0, 1, 1, 1])
      .score('muffin', 0, 4);
    builder.item('perspective', 0);
    builder.signal(0, 'muffin').verdict('final', 0).roundStatus(0, 'completed').dialogueStatus('converged');
    expect(codesOf(builder)).toEqual([]);
  });

  test('a member of a scored panel without a score', () => {
    const builder = new DialogueBuilder().expert('muffin').expert('scone').round(['muffin', 'scone'], [1, 1, 1, 1]);
    builder.score('muffin', 0, 0).content(0, 'muffin').content(0, 'scone');
    expect(dialogueWarnings(builder.state())).toMatchObject([
      { code: 'missing_expert_score', context: { round: 0, expert: 'scone' } },
    ]);
  });

  test('a round that is still open needs no scores', () => {
    const builder = new DialogueBuilder().expert('muffin').round(['muffin']).content(0, 'muffin');
    expect(codesOf(builder)).toEqual([]);
    expect(codesOf(builder.roundStatus(0, 'completed'))).toEqual([
      'missing_round_score',
      'missing_metrics',
      'missing_expert_score',
    ]);
  });

  test('scores and signals outside the panel, experts without a contribution', () => {
    const builder = new DialogueBuilder().expert('muffin').expert('scone').round(['muffin']).content(0, 'muffin');
    expect(codesOf(builder)).toEqual(['expert_without_contribution']);
    builder.signal(0, 'scone').score('scone', 0, 3);
    expect(codesOf(builder)).toEqual(['signal_outside_panel', 'score_outside_panel']);
  });

  test.each(['content', 'move', 'verdict', 'item'] as const)('a %s is a contribution', (kind) => {
    const builder = new DialogueBuilder().expert('muffin').round();
    if (kind === 'content') builder.content(0, 'muffin');
    if (kind === 'move') builder.move(0, 'muffin', 'defend');
    if (kind === 'verdict') builder.verdict('v01', 0, { authorExpert: 'muffin' });
    if (kind === 'item') builder.item('claim', 0);
    expect(codesOf(builder)).toEqual([]);
  });

  test('convergence with an open tension or without a final verdict', () => {
    const builder = new DialogueBuilder().expert('muffin').round();
    const [open, accepted] = [builder.item('tension', 0), builder.item('tension', 0)];
    builder.verdict('v01', 0, { tensionsAccepted: [accepted] });
    expect(codesOf(builder)).toEqual([]);
    builder.dialogueStatus('converged');
    expect(dialogueWarnings(builder.state())).toMatchObject([
      { code: 'open_tension_at_convergence', context: { tension: open } },
      { code: 'converged_without_final_verdict' },
    ]);
  });

  test('an adoption without a verdict, and a circle of dependencies', () => {
    const builder = new DialogueBuilder().expert('muffin').round();
    const [first, second] = [builder.item('recommendation', 0), builder.item('recommendation', 0)];
    builder.event(first, 'adopted').ref(first, 'depend', second).ref(second, 'depend', first);
    expect(dialogueWarnings(builder.state())).toMatchObject([
      { code: 'adopted_without_verdict', context: { recommendation: first } },
      { code: 'dependency_cycle', context: { members: [first, second] } },
    ]);
  });

  test('messages and contexts hold no sealed text', () => {
    const secret = 'a secret label';
    const builder = new DialogueBuilder({ title: secret })
      .expert('muffin', { role: secret })
      .round(['muffin'], [1, 1, 1, 1], [9, 9, 9, 9]);
    builder.event(builder.item('tension', 0, { label: secret, content: secret }), 'reopened', { reason: secret });
    builder.roundStatus(0, 'completed').dialogueStatus('converged');
    const text = JSON.stringify(dialogueWarnings(builder.state()));
    expect(text).toContain('open_tension_at_convergence');
    expect(text).not.toContain('secret');
  });
});
