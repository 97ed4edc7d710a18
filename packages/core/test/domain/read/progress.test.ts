import { describe, expect, test } from 'vitest';
import { progress } from '../../../src/domain/read/progress.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';
import { foundingDialogue } from './support/foundingDialogue.ts';

describe('progress', () => {
  test('counts open tensions of the founding dialogue as of every round', () => {
    const { rounds, tensions, openTensions } = progress(foundingDialogue().state());
    expect(rounds.map((row) => row.newTensions)).toEqual([10, 7, 0, 0]);
    expect(rounds.map((row) => row.openTensions)).toEqual([10, 15, 10, 0]);
    expect(rounds[1]?.tensions).toEqual({ open: 8, addressed: 7, resolved: 2, reopened: 0 });
    expect(rounds.map((row) => row.convergeSignals)).toEqual([0, 0, 5, 6]);
    expect(tensions).toEqual({ open: 0, addressed: 0, resolved: 17, reopened: 0 });
    expect(openTensions).toBe(0);
  });

  test('says where the registered metrics differ, and where not', () => {
    const { warnings } = progress(foundingDialogue().state());
    expect(
      warnings.map(({ code, context }) => [code, context['round'], context['registered'], context['counted']]),
    ).toEqual([
      ['new_perspectives_differ', 0, 20, 0],
      ['new_perspectives_differ', 1, 9, 0],
      ['open_tensions_differ', 1, 7, 15],
      ['new_perspectives_differ', 2, 3, 0],
      ['open_tensions_differ', 2, 1, 10],
    ]);
  });

  test('a round without metrics cannot differ', () => {
    const builder = new DialogueBuilder().expert('muffin').round(['muffin']);
    builder.item('perspective', 0);
    const { rounds, warnings } = progress(builder.state());
    expect(warnings).toEqual([]);
    expect(rounds[0]).toMatchObject({ newPerspectives: 1, velocity: 1, panelSize: 1 });
    expect(rounds[0]?.registered).toBeUndefined();
  });

  test('every metric is compared', () => {
    const state = new DialogueBuilder().expert('muffin').round(['muffin'], [0, 0, 0, 0], [1, 1, 1, 2]).state();
    expect(progress(state).warnings.map(({ code }) => code)).toEqual([
      'new_perspectives_differ',
      'open_tensions_differ',
      'converge_signals_differ',
      'panel_size_differs',
    ]);
  });

  test('open, addressed and reopened are open; accepted ones still count and are told apart', () => {
    const builder = new DialogueBuilder().expert('muffin').round();
    const [open, addressed, reopened, resolved] = [0, 0, 0, 0].map((round) => builder.item('tension', round));
    builder
      .event(addressed ?? '', 'addressed')
      .event(reopened ?? '', 'resolved')
      .event(reopened ?? '', 'reopened');
    builder.event(resolved ?? '', 'resolved').verdict('final', 0, { tensionsAccepted: [open ?? '', resolved ?? ''] });
    const figures = progress(builder.state());
    expect(figures.openTensions).toBe(3);
    expect(figures.acceptedOpenTensions).toBe(1);
    expect(figures.counted.openTensions).toEqual(['open', 'addressed', 'reopened']);
  });

  test('perspectives count in the round in which they were registered, whatever became of them', () => {
    const builder = new DialogueBuilder().expert('muffin').round().round();
    builder.event(builder.item('perspective', 0), 'conceded', { round: 1 });
    builder.item('perspective', 1);
    expect(progress(builder.state()).rounds.map((row) => row.newPerspectives)).toEqual([1, 1]);
  });
});
