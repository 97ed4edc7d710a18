import { readFileSync } from 'node:fs';
import { decodeEntity, DialogueGraph, DialogueState, dialogueId, verdictContext } from '@colloquy/core';
import { createTestDialogueStore, seededSources } from '@colloquy/core/testing';
import { estimateCapacity } from '@colloquy/store-dynamo';
import { describe, expect, test } from 'vitest';
import { refFigures } from '../src/benchmarks/refs.ts';
import { verdictFigures } from '../src/benchmarks/verdicts.ts';
import { foundingDialogue, foundingId } from '../src/data/foundingDialogue.ts';
import { panelDialogue } from '../src/data/panelDialogue.ts';
import type { Figures } from '../src/harness/Contender.ts';
import { inlineRefs } from '../src/variants/inlineRefs.ts';
import { founding, hub, large, panels } from '../src/variants/lives.ts';
import { asItIs, replay, type Program } from '../src/variants/replay.ts';
import { traceOf, type Call } from '../src/variants/Trace.ts';
import { verdictArrays } from '../src/variants/verdictArrays.ts';
import { benchKeyring } from '../src/workbench/Workbench.ts';

/** The rows of the table of a decision that begins with this column. */
function tableOf(decision: string, first: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(`../../../docs/adr/${decision}.md`, import.meta.url), 'utf8');
  const cells = (line: string): readonly string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const lines = text.split('\n');
  const at = lines.findIndex((line) => cells(line)[0] === first);
  const end = lines.findIndex((line, index) => index > at && !line.startsWith('|'));
  return lines.slice(at + 2, end).map(cells);
}

function rowsOf({ rows }: Figures): readonly (readonly string[])[] {
  return rows.map((row) => row.map(String));
}

/** Those of a kind of dialogues and, where it has them, the two that follow. */
function rowsAt(rows: readonly (readonly string[])[], name: string): readonly (readonly string[])[] {
  const at = rows.findIndex(([first]) => first === name);
  return rows.slice(at, at + 3);
}

const d0032 = '0032-references-stay-records-of-their-own';
const d0033 = '0033-what-lists-in-verdicts-would-have-cost';
/** A sample of the 300, whose count takes a minute: its ratios are near those of all. */
const sample = 10;

function expectNear(
  table: readonly (readonly string[])[],
  computed: readonly (readonly string[])[],
  within: (at: number) => number,
): void {
  const of = (rows: readonly (readonly string[])[], name: string): readonly string[] => {
    const [, , ratios = []] = rowsAt(rows, name);
    return ratios.slice(1).filter((cell) => cell !== '');
  };
  const wanted = of(table, '300 panels, write by write');
  const found = of(computed, `${sample} panels, write by write`);
  expect(found).toHaveLength(wanted.length);
  for (const [at, ratio] of found.entries()) {
    expect([at, Math.abs(Number(ratio) / Number(wanted[at]) - 1) < within(at)]).toStrictEqual([at, true]);
  }
}

describe('the tables of the decisions are what is counted', () => {
  test('0032', { timeout: 60_000 }, async () => {
    const parts = [];
    for await (const part of refFigures([founding, hub, panels(sample)])) parts.push(rowsOf(part));
    const [dialogues = [], steps = [], checks = []] = parts;
    const table = tableOf(d0032, 'dialogues');
    for (const { name } of [founding, hub]) expect(rowsAt(dialogues, name)).toStrictEqual(rowsAt(table, name));
    expectNear(table, dialogues, () => 0.06);
    const told = tableOf(d0032, 'step').filter(([name = '']) => !name.includes('panels'));
    const charged = tableOf(d0032, 'write units').filter(([name = '']) => !name.includes('panels'));
    expect(checks.filter(([name = '']) => !name.includes('panels'))).toStrictEqual(charged);
    expect(steps.filter(([name = '']) => !name.includes('panels'))).toStrictEqual(told);
  });

  test('0033', { timeout: 60_000 }, async () => {
    const rows = rowsOf(await verdictFigures([founding, large, panels(sample)]));
    const table = tableOf(d0033, 'dialogues');
    for (const { name } of [founding, large]) expect(rowsAt(rows, name)).toStrictEqual(rowsAt(table, name));
    // Commits that overlap are too few in the sample for more.
    expectNear(table, rows, (at) => (at === 5 ? 1 : 0.25));
  });
});

describe('a replay', () => {
  test('of the program of today costs what the store itself was charged', async () => {
    const { store, take } = estimateCapacity();
    const dialogues = createTestDialogueStore({
      backend: store,
      keyring: await benchKeyring(),
      sources: seededSources({ seed: 3 }),
    });
    const charged: unknown[] = [];
    const id = dialogueId('panel');
    await panelDialogue(
      id,
      5,
    )(async (name, run) => {
      take();
      await run(dialogues);
      charged.push({ name, ...take() });
    });
    const { steps } = await replay(await traceOf(id, panelDialogue(id, 5), 3), asItIs);
    expect(
      steps.map(({ name, requests, readUnits, writeUnits }) => ({ name, requests, readUnits, writeUnits })),
    ).toStrictEqual(charged);
  });

  test('seals what a program changes: the same entities anew are as long as they were', async () => {
    const trace = await traceOf(foundingId, foundingDialogue, 1);
    const anew: Program = () => (call) =>
      call.method === 'commit' ? [{ ...call, entities: call.entities.map((entity) => ({ ...entity })) }] : [call];
    expect(await replay(trace, anew)).toStrictEqual(await replay(trace, asItIs));
  });

  test('refuses a program whose commits do not follow each other', async () => {
    const trace = await traceOf(foundingId, foundingDialogue, 1);
    const gap: Program = () => (call) => (call.method === 'commit' && call.commit.n === 2 ? [] : [call]);
    await expect(replay(trace, gap)).rejects.toThrow('was refused');
  });
});

/** All commits of a program that lives through a dialogue. */
async function commitsOf(program: Program, seed: number): Promise<readonly (Call & { readonly method: 'commit' })[]> {
  const id = dialogueId('panel');
  const trace = await traceOf(id, panelDialogue(id, seed), seed);
  const turn = program();
  const calls = trace.steps.flatMap((step) => step.calls.flatMap(turn));
  return calls.filter((call) => call.method === 'commit');
}

describe('the other programs keep what the one of today keeps', () => {
  test('in the items every edge once, and no record of its own', async () => {
    const edges = new Set<string>();
    const inlined = new Map<string, readonly string[]>();
    for (const { entities } of await commitsOf(asItIs, 11)) {
      for (const { key } of entities) if (key.startsWith('ref#')) edges.add(key);
    }
    for (const { entities } of await commitsOf(inlineRefs, 11)) {
      for (const { key, payload } of entities) {
        expect(key.startsWith('ref#')).toBe(false);
        const references = payload['references'];
        if (Array.isArray(references))
          inlined.set(
            key,
            references.map((each) => JSON.stringify(each)),
          );
      }
    }
    const all = [...inlined.values()].flat();
    expect(all).toHaveLength(edges.size);
    expect(edges.size).toBeGreaterThan(10);
  });

  test('in each verdict what is assembled at the end', async () => {
    const commits = await commitsOf(verdictArrays, 11);
    const entities = new Map(
      (await commitsOf(asItIs, 11)).flatMap((call) =>
        call.entities.map(({ key, v, payload }) => [key, decodeEntity(key, v, payload)]),
      ),
    );
    const state = new DialogueState([...entities]);
    const kept = new Map(commits.flatMap((call) => call.entities.map(({ key, payload }) => [key, payload])));
    let lists = 0;
    for (const { id } of state.list('verdict')) {
      const context = verdictContext(state, new DialogueGraph(state), id);
      const payload = kept.get(`verdict#${id}` as never);
      const ids = (items: readonly { readonly id: string }[] = []): readonly string[] => items.map((each) => each.id);
      expect(payload?.['tensionsResolved']).toStrictEqual(ids(context?.resolvedTensions));
      expect(payload?.['recommendationsAdopted']).toStrictEqual(ids(context?.adopted));
      expect(payload?.['keyEvidence']).toStrictEqual(ids(context?.restsOn.evidence));
      expect(payload?.['keyClaims']).toStrictEqual(ids(context?.restsOn.claims));
      lists += ids(context?.adopted).length;
    }
    expect(lists).toBeGreaterThan(0);
  });

  test('is the same for the same seed', async () => {
    const text = async (seed: number): Promise<string> => JSON.stringify(await commitsOf(asItIs, seed));
    expect(await text(4)).toBe(await text(4));
    expect(await text(4)).not.toBe(await text(5));
  });
});
