import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refTypes } from '../../../src/domain/enumerations.ts';
import { DialogueBuilder } from '../read/support/DialogueBuilder.ts';
import { DialogueGraph } from '../../../src/domain/graph/DialogueGraph.ts';
import { propertyOptions } from '../read/support/propertyOptions.ts';
import { DialogueState } from '../../../src/domain/state/DialogueState.ts';
import { graphOf, manyIds, type EdgeRow } from './support.ts';

describe('adjacency', () => {
  const graph = graphOf([
    ['P0002', 'support', 'R0001'],
    ['E0001', 'support', 'R0001'],
    ['P0001', 'oppose', 'R0001'],
    ['R0001', 'depend', 'C0001'],
    ['R0001', 'address', 'T0001'],
  ]);

  test('outgoing edges by type and target, incoming ones by source', () => {
    expect(graph.outgoing('R0001').map(({ refType, targetId }) => [refType, targetId])).toEqual([
      ['address', 'T0001'],
      ['depend', 'C0001'],
    ]);
    expect(graph.incoming('R0001').map(({ sourceId }) => sourceId)).toEqual(['E0001', 'P0001', 'P0002']);
  });

  test('types select', () => {
    expect(graph.incoming('R0001', ['support']).map(({ sourceId }) => sourceId)).toEqual(['E0001', 'P0002']);
    expect(graph.incoming('R0001', [])).toEqual([]);
    expect(graph.outgoing('R0001', ['depend', 'refine']).map(({ targetId }) => targetId)).toEqual(['C0001']);
  });

  test('an id without edges has none, whatever it is', () => {
    for (const id of ['P9999', '__proto__', 'constructor', '']) {
      expect(graph.outgoing(id)).toEqual([]);
      expect(graph.incoming(id)).toEqual([]);
      expect(graph.reachable(id, { direction: 'outgoing' })).toEqual([]);
      expect(graph.dependencyChain(id)).toEqual({ id, dependencies: [], depth: 0, cycles: [] });
    }
  });

  test('answers are copies: changing one changes nothing', () => {
    (graph.outgoing('R0001') as unknown[]).length = 0;
    expect(graph.outgoing('R0001')).toHaveLength(2);
  });

  test('what an item says of its own origin is no edge', () => {
    const builder = new DialogueBuilder().expert('muffin').round();
    const [first, second] = [builder.item('claim', 0), builder.item('claim', 0)];
    const state = builder.reference(first, 'depend', second).state();
    expect(new DialogueGraph(state).outgoing(first)).toHaveLength(1);
    const withoutRefs = new DialogueState([...state.entries()].filter(([, { type }]) => type !== 'ref'));
    expect(withoutRefs.list('claim')[0]?.references).toHaveLength(1);
    expect(new DialogueGraph(withoutRefs).outgoing(first)).toEqual([]);
  });
});

describe('reachable', () => {
  test('nearest first, each once, never the start', () => {
    const graph = graphOf([
      ['C0001', 'depend', 'C0003'],
      ['C0001', 'depend', 'C0002'],
      ['C0002', 'support', 'C0004'],
      ['C0003', 'depend', 'C0004'],
      ['C0004', 'depend', 'C0001'],
    ]);
    expect(graph.reachable('C0001', { direction: 'outgoing' }).map(({ id, depth }) => [id, depth])).toEqual([
      ['C0002', 1],
      ['C0003', 1],
      ['C0004', 2],
    ]);
    expect(graph.reachable('C0001', { direction: 'outgoing', types: ['depend'] }).map(({ id }) => id)).toEqual([
      'C0002',
      'C0003',
      'C0004',
    ]);
    expect(graph.reachable('C0004', { direction: 'incoming' }).map(({ id, via }) => [id, via.refType])).toEqual([
      ['C0002', 'support'],
      ['C0003', 'depend'],
      ['C0001', 'depend'],
    ]);
  });

  test('agrees with the closure of a matrix', () => {
    const ids = manyIds(9);
    const node = fc.constantFrom(...ids);
    const edge = fc.tuple(node, fc.constantFrom(...refTypes), node);
    const types = fc.option(fc.subarray([...refTypes]), { nil: undefined });
    const direction = fc.constantFrom('outgoing' as const, 'incoming' as const);
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 24 }), node, direction, types, (edges, start, towards, only) => {
        const found = graphOf(edges).reachable(
          start,
          only === undefined ? { direction: towards } : { direction: towards, types: only },
        );
        const distances = distancesFrom(ids, edges, start, towards, only);
        expect(new Map(found.map(({ id, depth }) => [id, depth]))).toEqual(distances);
        expect(found.map(({ depth }) => depth)).toEqual(found.map(({ depth }) => depth).sort((a, b) => a - b));
      }),
      { ...propertyOptions, numRuns: 200 },
    );
  });
});

/** Shortest distances by Floyd and Warshall, without the start. */
function distancesFrom(
  ids: readonly string[],
  edges: readonly EdgeRow[],
  start: string,
  direction: 'outgoing' | 'incoming',
  only: readonly string[] | undefined,
): ReadonlyMap<string, number> {
  const at = (a: string, b: string): string => `${a}>${b}`;
  const distance = new Map<string, number>();
  for (const [source, type, target] of edges) {
    if (only !== undefined && !only.includes(type)) continue;
    distance.set(direction === 'outgoing' ? at(source, target) : at(target, source), 1);
  }
  for (const middle of ids) {
    for (const a of ids) {
      for (const b of ids) {
        const through = (distance.get(at(a, middle)) ?? Infinity) + (distance.get(at(middle, b)) ?? Infinity);
        if (through < (distance.get(at(a, b)) ?? Infinity)) distance.set(at(a, b), through);
      }
    }
  }
  const found = new Map<string, number>();
  for (const id of ids) {
    const steps = distance.get(at(start, id));
    if (id !== start && steps !== undefined) found.set(id, steps);
  }
  return found;
}

describe('dependencyChain', () => {
  test('follows depend edges only, with their depth', () => {
    const graph = graphOf([
      ['R0001', 'depend', 'C0001'],
      ['C0001', 'depend', 'E0001'],
      ['R0001', 'depend', 'E0002'],
      ['C0001', 'support', 'E0003'],
      ['R0002', 'depend', 'R0001'],
    ]);
    const chain = graph.dependencyChain('R0001');
    expect(chain.dependencies.map(({ id, depth }) => [id, depth])).toEqual([
      ['C0001', 1],
      ['E0002', 1],
      ['E0001', 2],
    ]);
    expect(chain.depth).toBe(2);
    expect(chain.cycles).toEqual([]);
    expect(graph.hasCycle()).toBe(false);
  });

  test('reports a circle through the item, and one further on', () => {
    const graph = graphOf([
      ['C0001', 'depend', 'C0002'],
      ['C0002', 'depend', 'C0001'],
      ['C0002', 'depend', 'C0004'],
      ['C0004', 'depend', 'C0004'],
    ]);
    const chain = graph.dependencyChain('C0001');
    expect(chain.dependencies.map(({ id }) => id)).toEqual(['C0002', 'C0004']);
    expect(chain.cycles).toEqual([
      { members: ['C0001', 'C0002'], path: ['C0001', 'C0002', 'C0001'] },
      { members: ['C0004'], path: ['C0004', 'C0004'] },
    ]);
    expect(graph.dependencyChain('C0004').cycles).toHaveLength(1);
  });

  test('a chain of 10 000 items is followed to its end', () => {
    const ids = manyIds(10_001);
    const edges = ids.slice(1).map((id, at): EdgeRow => [ids[at] ?? '', 'depend', id]);
    const graph = graphOf(edges);
    const chain = graph.dependencyChain(ids[0] ?? '');
    expect(chain.depth).toBe(10_000);
    expect(chain.dependencies.at(-1)).toMatchObject({ id: ids[10_000], depth: 10_000 });
    expect(chain.cycles).toEqual([]);
    expect(graph.hasCycle()).toBe(false);
    expect(graph.reachable(ids[10_000] ?? '', { direction: 'incoming' })).toHaveLength(10_000);
    const closed = graphOf([...edges, [ids[10_000] ?? '', 'depend', ids[0] ?? '']]);
    expect(closed.cycles()).toHaveLength(1);
    expect(closed.cycles()[0]?.members).toHaveLength(10_001);
    expect(closed.cycles()[0]?.path).toHaveLength(10_002);
  });
});

describe('cycles', () => {
  test('other edges make no cycle of dependencies', () => {
    const graph = graphOf([
      ['C0001', 'depend', 'C0002'],
      ['C0002', 'support', 'C0001'],
    ]);
    expect(graph.cycles()).toEqual([]);
  });

  test('the path is a shortest closed way', () => {
    const graph = graphOf([
      ['C0001', 'depend', 'C0002'],
      ['C0002', 'depend', 'C0003'],
      ['C0003', 'depend', 'C0001'],
      ['C0001', 'depend', 'C0003'],
    ]);
    expect(graph.cycles()).toEqual([{ members: ['C0001', 'C0002', 'C0003'], path: ['C0001', 'C0003', 'C0001'] }]);
  });

  test('an item is in a knot exactly when it can reach itself', () => {
    const ids = manyIds(8);
    const node = fc.constantFrom(...ids);
    const edge = fc.tuple(node, fc.constantFrom('depend' as const, 'support' as const), node);
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), (edges) => {
        const graph = graphOf(edges);
        const depends = edges.filter(([, type]) => type === 'depend');
        const reaches = (from: string): ReadonlySet<string> => {
          const seen = new Set<string>();
          for (let grew = true; grew;) {
            grew = false;
            for (const [source, , target] of depends) {
              if ((source === from || seen.has(source)) && !seen.has(target)) {
                seen.add(target);
                grew = true;
              }
            }
          }
          return seen;
        };
        const knotted = ids.filter((id) => reaches(id).has(id));
        const cycles = graph.cycles();
        expect(cycles.flatMap(({ members }) => members).sort((a, b) => (a < b ? -1 : 1))).toEqual(
          [...knotted].sort((a, b) => (a < b ? -1 : 1)),
        );
        for (const { members, path } of cycles) {
          for (const member of members) expect(members.every((other) => reaches(member).has(other))).toBe(true);
          expect(path[0]).toBe(members[0]);
          expect(path.at(-1)).toBe(members[0]);
          for (const [at, id] of path.slice(1).entries()) {
            expect(depends.some(([source, , target]) => source === path[at] && target === id)).toBe(true);
          }
        }
        expect(graph.hasCycle()).toBe(knotted.length > 0);
      }),
      { ...propertyOptions, numRuns: 200 },
    );
  });
});
