import { describe, expect, test } from 'vitest';
import { declarationOf, projection } from '../../../src/domain/entities/index.ts';
import { entityTypes } from '../../../src/domain/enumerations.ts';
import type { Field } from '../../../src/domain/fields/Field.ts';
import { limits } from '../../../src/limits.ts';
import { isColloquyError } from '../../../src/errors/index.ts';

/** `name: kind`, with `?` for what may be absent. */
function projected(type: (typeof entityTypes)[number]): string {
  return projection(type)
    .map(({ name, kind, optional, ratio }) => `${name}${optional ? '?' : ''}: ${kind}${ratio ? '/10000' : ''}`)
    .join(', ');
}

/** The most bytes a clear field can take: a declaration that could pass the limit of an attribute is wrong. */
function longest(field: Field): number {
  switch (field.kind) {
    case 'token':
      return limits.tokenLength;
    case 'enum':
      return Math.max(...field.values.map((value) => value.length));
    case 'integer':
      return Math.max(String(field.min).length, String(field.max).length);
    case 'ratio':
    case 'boolean':
      return 5;
    case 'instant':
      return 24;
    default:
      return Infinity;
  }
}

describe.each(entityTypes)('%s', (type) => {
  test('every clear field is one that a backend can index, and fits', () => {
    const clear = Object.entries(declarationOf(type).fields).filter(([, field]) => field.clear === true);
    expect(clear.map(([name]) => name)).toEqual(projection(type).map(({ name }) => name));
    expect(clear.length).toBeLessThanOrEqual(limits.attributes);
    for (const [name, field] of clear) expect(name.length + longest(field)).toBeLessThanOrEqual(limits.attributeBytes);
  });

  test('no field has the name of something else', () => {
    const { key, fields } = declarationOf(type);
    const taken = ['type', 'id', 'seq', 'v', 'rev', 'address', 'entity', '__proto__', 'constructor'];
    for (const name of Object.keys(fields)) {
      expect(name).toMatch(/^[a-z][A-Za-z]*$/);
      expect(taken).not.toContain(name);
    }
    if (key === 'edge') expect(fields).not.toHaveProperty('sourceId');
  });
});

test('the projections are published: a change of one needs a new version of its type', () => {
  expect(Object.fromEntries(entityTypes.map((type) => [`${type} v${declarationOf(type).v}`, projected(type)]))).toEqual(
    {
      'dialogue v1':
        'status: token, createdAt: token, convergedAt?: token, totalRounds: integer, totalAlignment: integer, calibrated: boolean, domainId?: token, ethosId?: token',
      'expert v1':
        'tier: token, source: token, relevance?: integer/10000, firstRound?: integer, totalScore: integer, createdAt: token',
      'content v1': 'createdAt: token',
      'round v1':
        'status: token, createdAt: token, completedAt?: token, score?: integer, wisdom?: integer, consistency?: integer, truth?: integer, relationships?: integer, openTensions?: integer, newPerspectives?: integer, convergeSignals?: integer, panelSize?: integer',
      'verdict v1': 'verdictType: token, round: integer, confidence?: token, createdAt: token',
      'perspective v1': 'status: token, createdAt: token',
      'tension v1': 'status: token, createdAt: token',
      'recommendation v1': 'status: token, adoptedInVerdict?: token, createdAt: token',
      'evidence v1': 'status: token, createdAt: token',
      'claim v1': 'status: token, createdAt: token',
      'move v1': 'moveType: token, createdAt: token',
      'ref v1': 'sourceType: token, targetType: token, refType: token, createdAt: token',
      'event v1': 'eventType: token, eventRound: integer, createdAt: token',
    },
  );
});

test('a type that does not exist has no declaration', () => {
  let thrown: unknown;
  try {
    declarationOf('constructor' as 'tension');
  } catch (error) {
    thrown = error;
  }
  expect(isColloquyError(thrown, 'invalid_argument')).toBe(true);
});
