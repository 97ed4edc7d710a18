import { describe, expect, test } from 'vitest';
import { citations } from '../../../src/domain/read/citations.ts';
import { DialogueBuilder } from './support/DialogueBuilder.ts';

function builder(): DialogueBuilder {
  const made = new DialogueBuilder().expert('muffin').expert('scone').round().round();
  made.item('perspective', 1, { contributors: ['scone'] });
  made.item('perspective', 1, { contributors: ['muffin', 'scone'], label: 'Parity', content: 'x'.repeat(300) });
  made.item('tension', 0, { content: 'the description' });
  made.event('T0001', 'addressed');
  return made.verdict('final', 1, { authorExpert: 'muffin' }).verdict('v01', 1);
}

describe('citations', () => {
  test('expands items of every kind', () => {
    const { citations: found, unknown } = citations(builder().state(), ['P0102', 'T0001']);
    expect(unknown).toEqual([]);
    expect(found).toEqual([
      {
        id: 'P0102',
        type: 'perspective',
        round: 1,
        label: 'Parity',
        snippet: 'x'.repeat(160),
        cut: true,
        contributors: ['muffin', 'scone'],
        status: 'open',
      },
      {
        id: 'T0001',
        type: 'tension',
        round: 0,
        label: 'label of T0001',
        snippet: 'the description',
        cut: false,
        contributors: ['muffin'],
        status: 'addressed',
      },
    ]);
  });

  test('expands verdicts: no status, the author as contributor', () => {
    const { citations: found } = citations(builder().state(), ['final', 'v01']);
    expect(found).toMatchObject([
      {
        id: 'final',
        type: 'verdict',
        verdictType: 'final',
        contributors: ['muffin'],
        label: 'recommendation of final',
      },
      { id: 'v01', verdictType: 'interim', contributors: [], snippet: 'description of v01' },
    ]);
    expect(found[0]).not.toHaveProperty('status');
  });

  test('reports what it does not know, once and in order', () => {
    const ids = ['P9999', 'p0102', 'meta', '__proto__', 'P0100', 'P0102x', '', 'toString', 'P9999', 'R0102'];
    const { citations: found, unknown } = citations(builder().state(), ids);
    expect(found).toEqual([]);
    expect(unknown).toEqual(['P9999', 'p0102', 'meta', '__proto__', 'P0100', 'P0102x', '', 'toString', 'R0102']);
  });

  test('answers each id once, in the order of mention', () => {
    const { citations: found } = citations(builder().state(), ['T0001', 'P0101', 'T0001']);
    expect(found.map(({ id }) => id)).toEqual(['T0001', 'P0101']);
  });

  test('the length of a snippet can be chosen', () => {
    expect(citations(builder().state(), ['P0102'], { snippetLength: 5 }).citations[0]?.snippet).toBe('xxxxx');
  });
});
