import { describe, expect, test } from 'vitest';
import { tensionReport } from '../../../src/domain/read/tensionReport.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';
import { foundingDialogue } from './support/foundingDialogue.ts';

describe('tensionReport', () => {
  test('tells the 17 tensions of the founding dialogue, who resolved each and when', () => {
    const report = tensionReport(foundingDialogue().state());
    expect(report).toHaveLength(17);
    expect(report.every(({ status }) => status === 'resolved')).toBe(true);
    const of = (id: string) => report.find((story) => story.id === id);
    expect(of('T0002')?.resolutions.map(({ round, actors }) => [round, actors])).toEqual([[1, ['muffin']]]);
    expect(of('T0005')?.addressed.map(({ round, actors }) => [round, actors])).toEqual([[1, ['cannoli', 'eclair']]]);
    expect(of('T0007')?.raisedBy).toEqual(['donut']);
  });

  test('keeps every resolution of a tension, in order', () => {
    const story = tensionReport(foundingDialogue().state()).find(({ id }) => id === 'T0103');
    expect(story?.resolutions.map(({ round, actors, stands }) => [round, actors[0], stands])).toEqual([
      [2, 'cannoli', true],
      [2, 'muffin', true],
      [3, 'muffin', true],
    ]);
    expect(story?.resolutions[0]?.reason).toBe('why resolved');
  });

  test('a resolution before a reopening does not stand', () => {
    const builder = new DialogueBuilder().expert('muffin').round().round();
    const id = builder.item('tension', 0);
    builder
      .event(id, 'resolved')
      .event(id, 'reopened', { round: 1 })
      .event(id, 'commented')
      .event(id, 'resolved', { round: 1 });
    const [story] = tensionReport(builder.state());
    expect(story?.resolutions.map(({ seq, stands }) => [seq, stands])).toEqual([
      [2, false],
      [5, true],
    ]);
    expect(story?.reopened.map(({ round }) => round)).toEqual([1]);
    expect(story?.comments.map(({ seq }) => seq)).toEqual([4]);
  });

  test('names the items that address and resolve it by edges, and the verdicts that accept it', () => {
    const builder = new DialogueBuilder().expert('muffin').round();
    const id = builder.item('tension', 0);
    const [first, second, third] = [1, 2, 3].map(() => builder.item('perspective', 0));
    builder
      .ref(second ?? '', 'address', id)
      .ref(first ?? '', 'address', id)
      .ref(third ?? '', 'resolve', id)
      .ref(third ?? '', 'support', id);
    builder.verdict('final', 0, { tensionsAccepted: [id] }).verdict('v01', 0, { tensionsAccepted: [id] });
    const [story] = tensionReport(builder.state());
    expect(story).toMatchObject({ addressedBy: [first, second], resolvedBy: [third], acceptedIn: ['final', 'v01'] });
  });

  test('hostile texts come back as they are', () => {
    const label = '__proto__ <script> \u0000 {{7*7}} ../..';
    const builder = new DialogueBuilder().expert('muffin').round();
    builder.item('tension', 0, { label });
    expect(tensionReport(builder.state())[0]?.label).toBe(label);
  });
});
