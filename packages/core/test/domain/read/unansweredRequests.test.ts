import { describe, expect, test } from 'vitest';
import { unansweredRequests } from '../../../src/domain/read/unansweredRequests.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';

function asked(): DialogueBuilder {
  const builder = new DialogueBuilder().expert('muffin').expert('scone').expert('tartlet').round();
  builder.item('perspective', 0);
  builder.item('perspective', 0);
  return builder.move(0, 'muffin', 'request', ['P0001', 'P0002'], 'please measure').round();
}

describe('unansweredRequests', () => {
  test('a request is open until every target is answered', () => {
    const builder = asked();
    expect(unansweredRequests(builder.state())).toEqual([
      {
        round: 0,
        expert: 'muffin',
        targets: ['P0001', 'P0002'],
        unanswered: ['P0001', 'P0002'],
        context: 'please measure',
      },
    ]);
    builder.move(1, 'scone', 'defend', ['P0001']);
    expect(unansweredRequests(builder.state())).toMatchObject([{ unanswered: ['P0002'] }]);
    builder.event('P0002', 'refined', { round: 1 });
    expect(unansweredRequests(builder.state())).toEqual([]);
  });

  test('an edge from an item of a later round answers', () => {
    const builder = asked().move(1, 'scone', 'defend', ['P0001']);
    builder.ref(builder.item('evidence', 1), 'support', 'P0002');
    expect(unansweredRequests(builder.state())).toEqual([]);
  });

  test('nothing of the same round answers, and nobody answers himself', () => {
    const builder = asked()
      .move(0, 'scone', 'defend', ['P0001', 'P0002'])
      .move(1, 'muffin', 'defend', ['P0001', 'P0002']);
    builder.event('P0001', 'refined', { round: 0 });
    builder.ref(builder.item('evidence', 0), 'support', 'P0002');
    expect(unansweredRequests(builder.state())).toMatchObject([{ unanswered: ['P0001', 'P0002'] }]);
  });

  test('another answer counts although the asker moved last', () => {
    const builder = asked()
      .round()
      .move(1, 'scone', 'defend', ['P0001', 'P0002'])
      .move(2, 'muffin', 'challenge', ['P0001', 'P0002']);
    expect(unansweredRequests(builder.state())).toEqual([]);
  });

  test('of two who ask the same, each is answered by the other or by a third', () => {
    const builder = asked().move(1, 'tartlet', 'request', ['P0001', 'P0002']);
    const state = builder.state();
    // Tartlet's request is itself a move of a later round: it takes the matter up.
    expect(unansweredRequests(state)).toMatchObject([{ round: 1, expert: 'tartlet' }]);
  });

  test('a request without targets is open in the last round only', () => {
    const builder = new DialogueBuilder().expert('muffin').round().move(0, 'muffin', 'request', [], 'who knows?');
    expect(unansweredRequests(builder.state())).toMatchObject([{ targets: [], unanswered: [] }]);
    expect(unansweredRequests(builder.round().state())).toEqual([]);
  });

  test('signals and other moves are no requests', () => {
    const builder = new DialogueBuilder().expert('muffin').round().signal(0, 'muffin').move(0, 'muffin', 'bridge');
    expect(unansweredRequests(builder.state())).toEqual([]);
  });
});
