import { expect, test } from 'vitest';
import { nearest } from '../../../src/domain/fields/nearest.ts';

const statuses = ['open', 'in_progress', 'completed'];

test.each([
  ['complete', 'completed'],
  ['Completed', 'completed'],
  ['in-progress', 'in_progress'],
  ['In Progress', 'in_progress'],
  ['opem', 'open'],
])('%s means %s', (word, meant) => {
  expect(nearest(word, statuses)).toBe(meant);
});

test.each(['', 'x', 'done', 'zzzzzzzz', 'completed'.repeat(1_000_000)])('nothing is near %.20s', (word) => {
  expect(nearest(word, statuses)).toBeUndefined();
});

test('the nearest of several', () => {
  expect(nearest('suport', ['oppose', 'support', 'sport'])).toBe('support');
});

test('a word of millions of letters is not compared at all', () => {
  const start = performance.now();
  expect(nearest('o'.repeat(50_000_000), statuses)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(5000);
});
