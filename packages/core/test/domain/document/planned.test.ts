import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../src/bytes/index.ts';
import { exportDocument } from '../../../src/domain/document/exportDocument.ts';
import { itemTypes, moveTypes, refTypes, type ItemType } from '../../../src/domain/enumerations.ts';
import { applyPlan } from '../../../src/domain/plan/applyPlan.ts';
import { planners } from '../../../src/domain/plan/index.ts';
import type { Planner } from '../../../src/domain/plan/Planner.ts';
import { statusesOf } from '../../../src/domain/lifecycle/lifecycles.ts';
import { DialogueState } from '../../../src/domain/state/DialogueState.ts';
import { faultsOf } from '../../../src/domain/validation/Fault.ts';
import { propertyOptions } from '../read/support/propertyOptions.ts';
import { everything, faultsIn, looseDocument, stateOf } from './support.ts';

const canonical = (value: unknown): string => canonicalJson(value as Json);

/** A dialogue that only planned writes change; refused writes change nothing. */
class Planned {
  state = new DialogueState([]);
  readonly kinds = new Set<string>();
  #writes = 0;

  write<Input, Result>(planner: Planner<Input, Result>, input: unknown): void {
    this.#writes += 1;
    try {
      const now = `2026-02-06T19:00:00.${String(this.#writes % 1000).padStart(3, '0')}Z`;
      const { puts } = planner.plan(this.state, planner.parse(input), { now });
      this.state = applyPlan(this.state, puts);
      this.kinds.add(planner.kind);
    } catch (error) {
      if (faultsOf(error).length === 0) throw error;
    }
  }
}

const ids = ['P', 'T', 'R', 'E', 'C'].flatMap((letter) => ['0001', '0002', '0101'].map((digits) => letter + digits));
const slug = fc.constantFrom('muffin', 'scone', 'tartlet');
const round = fc.integer({ min: 0, max: 2 });
const id = fc.constantFrom(...ids);
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).map((value) => `x${value}`);
const slugs = fc.uniqueArray(slug, { minLength: 1, maxLength: 3 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const because = {
  round: optional(round),
  actors: optional(slugs),
  reason: optional(text),
  reference: optional(fc.oneof(id, fc.constant('final'))),
};
const count = fc.nat({ max: 9 });
const scores = fc.record({ wisdom: count, consistency: count, truth: count, relationships: count });
const metrics = fc.record({ openTensions: count, newPerspectives: count, convergeSignals: count, panelSize: count });
const references = optional(
  fc.array(fc.record({ refType: fc.constantFrom(...refTypes), target: id }), { maxLength: 2 }),
);
const panel = fc
  .uniqueArray(slug, { maxLength: 3 })
  .map((members) => members.map((member) => ({ slug: member, source: 'pool' })));

function newItem(type: ItemType) {
  const body: Record<string, typeof text> = type === 'tension' ? { description: text } : { content: text };
  return fc.record({ type: fc.constant(type), round, label: text, contributors: slugs, references, ...body });
}

function transition(type: ItemType) {
  const adoptedInVerdict = type === 'recommendation' ? { adoptedInVerdict: optional(fc.constant('final')) } : {};
  const target = fc.constantFrom(
    ...ids.filter((one) => one.startsWith(type === 'recommendation' ? 'R' : type.slice(0, 1).toUpperCase())),
  );
  return fc.record({ target, status: fc.constantFrom(...statusesOf(type)), ...because, ...adoptedInVerdict });
}

/** A write of any input, absent fields left out. */
function step<Input, Result>(planner: Planner<Input, Result>, inputs: fc.Arbitrary<object>) {
  return inputs.map((value) => (planned: Planned): void => {
    planned.write(planner, Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)));
  });
}

const steps = fc.oneof(
  {
    weight: 2,
    arbitrary: step(
      planners.createRound,
      fc.record({ round, panel, scores: optional(scores), metrics: optional(metrics) }),
    ),
  },
  { weight: 6, arbitrary: fc.oneof(...itemTypes.map((type) => step(planners.registerItem, newItem(type)))) },
  { weight: 6, arbitrary: fc.oneof(...itemTypes.map((type) => step(planners.transitionItem, transition(type)))) },
  step(planners.commentTension, fc.record({ target: fc.constantFrom('T0001', 'T0002'), ...because })),
  step(planners.addRef, fc.record({ source: id, refType: fc.constantFrom(...refTypes), target: id })),
  step(
    planners.registerMove,
    fc.record({
      round,
      expert: slug,
      moveType: fc.constantFrom(...moveTypes),
      targets: fc.uniqueArray(id, { maxLength: 2 }),
    }),
  ),
  step(planners.signalConvergence, fc.record({ round, expert: slug, context: optional(text) })),
  step(planners.scoreExpert, fc.record({ round, expert: slug, score: count })),
  step(planners.recordContent, fc.record({ round, expert: slug, content: text })),
  step(
    planners.setRoundStatus,
    fc.record({
      round,
      status: fc.constantFrom(...statusesOf('round')),
      scores: optional(scores),
      metrics: optional(metrics),
      reason: optional(text),
    }),
  ),
  step(planners.setDialogueStatus, fc.record({ status: fc.constantFrom(...statusesOf('dialogue')), ...because })),
  step(
    planners.recordVerdict,
    fc.record({
      id: fc.constantFrom('final', 'v01'),
      verdictType: fc.constantFrom('final', 'interim'),
      round,
      recommendation: text,
      description: text,
      supportingExperts: optional(slugs),
      tensionsAccepted: optional(fc.constant(['T0001'])),
    }),
  ),
);

function begin(): Planned {
  const planned = new Planned();
  planned.write(planners.createDialogue, { title: 'Parity' });
  for (const expert of ['muffin', 'scone', 'tartlet']) {
    planned.write(planners.registerExpert, { slug: expert, role: 'role', tier: 'Core', source: 'pool' });
  }
  planned.write(planners.createRound, { round: 0, panel: [{ slug: 'muffin', source: 'pool' }] });
  return planned;
}

describe('a document accepts', () => {
  test('whatever planned writes can make', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 80, size: 'max' }), (writes) => {
        const planned = begin();
        for (const write of writes) write(planned);
        for (const kind of planned.kinds) kinds.add(kind);
        const document = exportDocument(planned.state);
        const parsed = stateOf(JSON.parse(JSON.stringify(document)));
        expect([...parsed.entries()]).toEqual([...planned.state.entries()]);
        expect(canonical(exportDocument(parsed))).toBe(canonical(document));
      }),
      propertyOptions,
    );
    // The property means something only when every kind of write got through.
    const expected = Object.values(planners)
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'register-round');
    expect([...kinds].sort((a, b) => (a < b ? -1 : 1))).toEqual(expected.sort((a, b) => (a < b ? -1 : 1)));
  });

  test('a whole round registered at once', () => {
    const planned = begin();
    const item = { label: 'label', contributors: ['muffin'] };
    planned.write(planners.registerRound, {
      round: 1,
      panel: [{ slug: 'muffin', source: 'pool' }],
      scores: { wisdom: 1, consistency: 2, truth: 3, relationships: 4 },
      contents: [{ expert: 'muffin', content: 'raw' }],
      expertScores: [{ expert: 'muffin', score: 9 }],
      perspectives: [
        {
          ...item,
          content: 'text',
          localId: 'MUFFIN-P0101',
          references: [{ refType: 'resolve', target: 'MUFFIN-T0101' }],
        },
      ],
      tensions: [
        {
          ...item,
          description: 'text',
          localId: 'MUFFIN-T0101',
          references: [{ refType: 'depend', target: 'MUFFIN-P0101' }],
        },
      ],
      recommendations: [{ ...item, content: 'text', localId: 'MUFFIN-R0101', parameters: { '': [1.5] } }],
      verdicts: [{ id: 'final', verdictType: 'final', recommendation: 'yes', description: 'why' }],
      transitions: [
        { target: 'MUFFIN-T0101', status: 'resolved', reference: 'MUFFIN-P0101' },
        { target: 'MUFFIN-R0101', status: 'adopted', adoptedInVerdict: 'final' },
      ],
      converge: ['muffin'],
      complete: true,
    });
    expect(planned.kinds.has('register-round')).toBe(true);
    const parsed = stateOf(JSON.parse(JSON.stringify(exportDocument(planned.state))));
    expect([...parsed.entries()]).toEqual([...planned.state.entries()]);
  });
});

describe('a damaged document', () => {
  /** Every place of a document but stats and warnings, which are not read. */
  function placesOf(document: unknown): readonly (readonly [owner: object, name: string])[] {
    const places: (readonly [object, string])[] = [];
    const queue: unknown[] = [document];
    for (let at = 0; at < queue.length; at += 1) {
      const owner = queue[at];
      if (typeof owner !== 'object' || owner === null) continue;
      for (const [name, inner] of Object.entries(owner)) {
        if (owner === document && (name === 'stats' || name === 'warnings')) continue;
        places.push([owner, name]);
        queue.push(inner);
      }
    }
    return places;
  }

  test('is refused with faults, or is valid: nothing else ever happens', () => {
    const damage = fc.oneof(
      fc.anything(),
      fc.constantFrom(undefined, null, -0, '', [], {}, 'T0001', 'muffin', 1, true, '\ud800'),
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.nat(), damage, (place, value) => {
        const document = looseDocument(everything());
        const places = placesOf(document);
        const [owner, name] = places[place % places.length] ?? [document, 'format'];
        Reflect.set(owner, name, value);
        const faults = faultsIn(document);
        refused += faults.length > 0 ? 1 : 0;
        if (faults.length > 0) return;
        const accepted = exportDocument(stateOf(document));
        expect(canonical(exportDocument(stateOf(accepted)))).toBe(canonical(accepted));
      }),
      { ...propertyOptions, numRuns: 150 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  test('without any one of its events it is refused', () => {
    const isEvent = (owner: object, name: string): boolean =>
      Array.isArray(owner) && Object.hasOwn((Reflect.get(owner, name) as object | undefined) ?? {}, 'eventType');
    const events = (document: unknown) => placesOf(document).filter(([owner, name]) => isEvent(owner, name));
    const all = events(looseDocument(everything()));
    expect(all).toHaveLength(16);
    for (const at of all.keys()) {
      const document = looseDocument(everything());
      const [owner, name] = events(document)[at] ?? [];
      (owner as unknown[]).splice(Number(name), 1);
      expect(faultsIn(document), String(at)).not.toEqual([]);
    }
  });

  test.each(['experts', 'rounds', 'perspectives', 'tensions', 'recommendations', 'claims', 'verdicts'])(
    'without one of its %s, which others name, it is refused',
    (list) => {
      const document = looseDocument(everything());
      document[list]?.pop();
      expect(faultsIn(document)).not.toEqual([]);
    },
  );
});
