import { describe, expect, test } from 'vitest';
import { providerLaws } from '../src/laws/keys/provider.ts';
import { vaultLaws } from '../src/laws/keys/vault.ts';
import { storeLaws } from '../src/laws/storeLaws.ts';
import type { Kit } from '../src/suite/Kit.ts';
import { titleOf, type Law } from '../src/suite/Law.ts';
import { LawViolation } from '../src/suite/LawViolation.ts';
import { render } from '../src/suite/render.ts';
import { registerLaws } from '../src/suite/Runner.ts';
import { runLaws } from '../src/suite/runSuite.ts';

interface Toy {
  close(): Promise<void>;
}

/** A kit that counts what is open. */
function toyKit(): { kit: Kit<Toy, { able: boolean }>; open: () => number } {
  let open = 0;
  const create = async (): Promise<Toy> => {
    open += 1;
    return { close: async () => void (open -= 1) };
  };
  return { kit: { name: 'toy', capabilities: { able: false }, create }, open: () => open };
}

type ToyLaw = Law<Toy, { able: boolean }>;

const laws: readonly ToyLaw[] = [
  { clause: 'PS-HEAD-01', title: 'holds', run: async (t) => void (await t.open()) },
  {
    clause: 'PS-HEAD-02',
    title: 'does not hold',
    run: async (t) => {
      await t.open();
      t.equal({ a: 1 }, { a: '1' }, 'wrong', 'a number is not a token');
    },
  },
  { clause: 'PS-GET-01', title: 'breaks', run: () => Promise.reject(new TypeError('x is not a function')) },
  { clause: 'PS-GET-02', title: 'hangs', run: () => Promise.withResolvers<void>().promise },
  {
    clause: 'PS-GET-03',
    title: 'is for others',
    applies: { when: 'able', holds: (c) => c.able },
    run: async () => undefined,
  },
];

describe('runLaws', () => {
  test('says of each law what became of it, and why', async () => {
    const { kit, open } = toyKit();
    const results = await runLaws({ kit, laws, timeout: 20 });
    expect(results.map(({ status, reason, because }) => ({ status, reason, because }))).toEqual([
      { status: 'passed', reason: undefined, because: undefined },
      { status: 'failed', reason: 'wrong', because: undefined },
      { status: 'failed', reason: 'unexpected-error', because: undefined },
      { status: 'failed', reason: 'timeout', because: undefined },
      { status: 'not-applicable', reason: undefined, because: 'only when able' },
    ]);
    expect(results[1]?.message).toBe(
      'PS-HEAD-02 wrong: a number is not a token\n  expected: {"a": "1"}\n  actual:   {"a": 1}',
    );
    expect(open()).toBe(0);
  });

  test('takes a filter', async () => {
    const { kit } = toyKit();
    const results = await runLaws({ kit, laws, filter: 'PS-HEAD-01' });
    expect(results.map(({ title }) => title)).toEqual(['PS-HEAD-01 holds']);
  });
});

describe('the laws', () => {
  test('have titles that tell them apart', () => {
    const titles = [...storeLaws, ...providerLaws, ...vaultLaws].map(titleOf);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});

describe('registerLaws', () => {
  test('registers what applies, under the clause and the title', async () => {
    const { kit } = toyKit();
    const titles: string[] = [];
    const bodies: (() => Promise<void>)[] = [];
    registerLaws({
      kit,
      laws,
      seed: 7,
      runner: {
        describe: (name, body) => {
          titles.push(name);
          body();
        },
        test: (name, body) => {
          titles.push(name);
          bodies.push(body);
        },
      },
    });
    expect(titles).toEqual([
      'toy (seed 7)',
      'PS-HEAD-01 holds',
      'PS-HEAD-02 does not hold',
      'PS-GET-01 breaks',
      'PS-GET-02 hangs',
    ]);
    await expect(bodies[1]?.()).rejects.toBeInstanceOf(LawViolation);
  });
});

describe('a failing law', () => {
  test('is reported for what it found, also when closing fails after it', async () => {
    const kit: Kit<Toy, { able: boolean }> = {
      name: 'toy',
      capabilities: { able: false },
      create: async () => ({ close: () => Promise.reject(new Error('cannot close')) }),
    };
    const results = await runLaws({ kit, laws: laws.slice(0, 2) });
    expect(results.map(({ reason }) => reason)).toEqual(['unexpected-error', 'wrong']);
  });
});

describe('render', () => {
  test('keeps apart what plain comparison mixes up', () => {
    const values = [0, -0, '0', NaN, 'NaN', null, 'null', true, 'true', 1, '1', 1n, undefined, [], {}, '', [[]], ['']];
    const texts = values.map((value) => render({ value: [value] }));
    expect(new Set(texts).size).toBe(values.length);
  });

  test('does not tell apart what is the same data', () => {
    expect(render({ b: 1, a: undefined, c: Buffer.from([1]) })).toBe(render({ c: Uint8Array.of(1), b: 1 }));
    expect(render(Object.assign(Object.create(null), { a: 1 }))).toBe(render({ a: 1 }));
  });

  test('tells long bytes apart without printing them', () => {
    const [a, b] = [new Uint8Array(100_000), new Uint8Array(100_000).fill(1, 99_999)];
    expect(render(a)).not.toBe(render(b));
    expect(render(a).length).toBeLessThan(120);
  });
});
