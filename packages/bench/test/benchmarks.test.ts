import { describe, expect, test } from 'vitest';
import { benchmarks } from '../src/benchmarks/index.ts';
import { isGroup, type Figures, type Group } from '../src/harness/Contender.ts';
import { measure } from '../src/harness/measure.ts';
import { scales } from '../src/harness/scales.ts';

const scale = scales.tiny;

/** Runs every contender once and answers what each handled, or left behind. */
async function workOf({
  contenders,
}: Group): Promise<ReadonlyMap<string, { handled: number; left: number | undefined }>> {
  const work = new Map<string, { handled: number; left: number | undefined }>();
  for (const { name, before, run, left } of contenders) {
    await before?.();
    const handled = await run();
    work.set(name, { handled, left: await left?.() });
  }
  return work;
}

async function* groupsOf(name: string): AsyncGenerator<Group> {
  const benchmark = benchmarks.find((each) => each.name === name);
  for await (const part of benchmark?.groups(scale) ?? []) if (isGroup(part)) yield part;
}

/** Groups of each benchmark that compares times. */
const expectedGroups = {
  envelope: 5,
  load: 1,
  verify: 2,
  write: 2,
  round: 1,
  refresh: 1,
  audit: 1,
  micro: 11,
  backend: 8,
  choices: 4,
  dynamo: 6,
} as const;

describe('the benchmarks', () => {
  test('are those of the README, each under one name', () => {
    expect(benchmarks.map(({ name }) => name)).toStrictEqual([
      ...Object.keys(expectedGroups),
      'refs',
      'verdicts',
      'move',
      'memory',
    ]);
  });

  test.each(Object.entries(expectedGroups))(
    '%s: each contender handles the records it is measured by',
    async (name, count) => {
      let groups = 0;
      for await (const group of groupsOf(name)) {
        groups += 1;
        const work = await workOf(group);
        expect(work.size).toBe(group.contenders.length);
        for (const { name: contender, records } of group.contenders) {
          expect([contender, work.get(contender)?.handled]).toStrictEqual([contender, records]);
        }
        // A ratio between different amounts of work must be one per record.
        const records = new Map(group.contenders.map((contender) => [contender.name, contender.records]));
        for (const { of, to, perRecord } of group.comparisons) {
          expect([of, records.has(of), to, records.has(to)]).toStrictEqual([of, true, to, true]);
          if (perRecord !== true) expect([of, to, records.get(of)]).toStrictEqual([of, to, records.get(to)]);
        }
      }
      expect(groups).toBe(count);
    },
  );

  test.each(['backend', 'choices', 'dynamo'])('%s: those that write leave equally many rows', async (name) => {
    let writing = 0;
    for await (const group of groupsOf(name)) {
      const left = [...(await workOf(group)).values()].map((each) => each.left);
      if (left.every((rows) => rows === undefined)) continue;
      writing += 1;
      const records = group.contenders[0]?.records ?? 0;
      // A commit also finds the record that it rests on.
      const rows = name === 'choices' ? records : records + 1;
      expect(left).toStrictEqual(group.contenders.map(() => rows));
    }
    expect(writing).toBe(name === 'backend' ? 4 : 2);
  });

  test.each(['write', 'round'])('%s: contenders leave equally many rows', async (name) => {
    for await (const group of groupsOf(name)) {
      const left = [...(await workOf(group)).values()].map((each) => each.left);
      const rows = name === 'write' ? 3 : scale.roundRecords + 1;
      expect(left).toStrictEqual(group.contenders.map(() => rows));
    }
  });

  test('memory: each process loads what it says', async () => {
    const memory = benchmarks.find(({ name }) => name === 'memory');
    const rows: (readonly (string | number)[])[] = [];
    for await (const table of memory?.groups(scale) ?? []) if (!isGroup(table)) rows.push(...table.rows);
    const size = scale.sizes.at(-1);
    expect(rows.map(([, entities]) => entities)).toStrictEqual([0, size, size]);
    for (const [, , ...mebibytes] of rows) for (const each of mebibytes) expect(each).toBeGreaterThan(1);
  });

  test('move: every ordered pair of backends once, and the same records on every leg', async () => {
    const move = benchmarks.find(({ name }) => name === 'move');
    const tables: Figures[] = [];
    for await (const part of move?.groups(scale) ?? []) if (!isGroup(part)) tables.push(part);
    const [moves, tools] = tables;
    expect(moves?.rows).toHaveLength(9);
    const kinds = ['SQLite', 'PostgreSQL', 'DynamoDB'];
    const pairs = kinds.flatMap((from) => kinds.map((to) => `${from} ${to}`));
    expect(new Set(moves?.rows.map(([from, to]) => `${from} ${to}`))).toStrictEqual(new Set(pairs));
    // The dialogue's entities and its wrapped keys.
    expect(new Set(moves?.rows.map(([, , records]) => records))).toStrictEqual(new Set([12]));
    expect(tools?.rows.map(([tool, records]) => [tool, records])).toStrictEqual([
      ['VACUUM INTO', 24],
      ['COPY TO, COPY FROM', 24],
    ]);
  }, 60_000);

  test('measure: a tiny run of a whole group gives a sample per round, and a ratio per comparison', async () => {
    for await (const group of groupsOf('round')) {
      const { timings, ratios } = await measure(group, scale);
      expect(timings.map(({ samples }) => samples.length)).toStrictEqual(timings.map(() => scale.rounds));
      expect(ratios).toHaveLength(group.comparisons.length);
      for (const { wall } of ratios) expect(wall.median).toBeGreaterThan(0);
    }
  });
});
