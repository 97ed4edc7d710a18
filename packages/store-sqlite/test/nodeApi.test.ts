import { describe, expect, test } from 'vitest';
import { requireNodeApi } from '../src/nodeApi.ts';

describe('requireNodeApi', () => {
  test.each([['9'], [''], ['x']])('refuses Node-API %j', (version) => {
    expect(() => requireNodeApi('here.db', version)).toThrow(
      expect.objectContaining({ code: 'cannot_open', message: expect.stringContaining('22.14') as unknown }),
    );
  });

  test.each([['10'], ['11']])('accepts Node-API %j', (version) => {
    expect(() => requireNodeApi('here.db', version)).not.toThrow();
  });

  test('accepts the Node of the tests', () => {
    expect(() => requireNodeApi('here.db')).not.toThrow();
  });
});
