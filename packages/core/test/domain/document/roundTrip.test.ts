import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialogueId } from '../../../src/address/DialogueId.ts';
import { canonicalJson, type Json } from '../../../src/bytes/index.ts';
import { isColloquyError } from '../../../src/errors/index.ts';
import { exportDocument } from '../../../src/domain/document/exportDocument.ts';
import { parseDocument } from '../../../src/domain/document/parseDocument.ts';
import { keyOfEntity } from '../../../src/domain/entities/entityKeys.ts';
import type { Entity } from '../../../src/domain/entities/types.ts';
import { DialogueState } from '../../../src/domain/state/DialogueState.ts';
import { foundingDialogue } from '../read/support/foundingDialogue.ts';
import { DialogueBuilder } from '../read/support/DialogueBuilder.ts';
import { propertyOptions } from '../read/support/propertyOptions.ts';
import { everything, stateOf, validStates } from './support.ts';

const canonical = (value: unknown): string => canonicalJson(value as Json);
const entitiesOf = (state: DialogueState): readonly Entity[] => [...state.entries()].map(([, entity]) => entity);

describe('export and parse', () => {
  test('a document gives back every entity, in key order', () => {
    for (const builder of [everything(), foundingDialogue(), new DialogueBuilder()]) {
      const state = builder.state();
      const { entities } = parseDocument(JSON.parse(JSON.stringify(exportDocument(state))));
      expect(entities).toEqual(entitiesOf(state));
    }
  });

  test('the document says its form', () => {
    const document = exportDocument(new DialogueBuilder().state());
    expect(document).toMatchObject({ format: 'colloquy/dialogue', version: 1, experts: [], warnings: [] });
    expect(Object.keys(document)).toEqual([
      'format',
      'version',
      'dialogue',
      'experts',
      'rounds',
      'contents',
      'perspectives',
      'tensions',
      'recommendations',
      'evidence',
      'claims',
      'moves',
      'verdicts',
      'stats',
      'warnings',
    ]);
  });

  test('every item says its origin, its references, its edges and its events', () => {
    const { tensions, perspectives } = exportDocument(everything().state());
    expect(tensions[0]).toMatchObject({
      type: 'tension',
      id: 'T0001',
      round: 0,
      contributors: ['scone', 'muffin'],
      status: 'resolved',
      eventCount: 4,
      references: [],
      refs: [],
    });
    expect(tensions[0]?.events.map(({ seq, eventType, actors }) => [seq, eventType, actors])).toEqual([
      [1, 'created', ['scone', 'muffin']],
      [2, 'resolved', ['scone', 'judge']],
      [3, 'resolved', ['muffin']],
      [4, 'commented', ['judge']],
    ]);
    expect(perspectives[0]?.references).toEqual([{ refType: 'support', targetId: 'T0001' }]);
    expect(perspectives[0]?.refs).toMatchObject([{ refType: 'support', targetId: 'T0001' }]);
  });

  test('edges stand in the item they start at, whether it was registered with them or not', () => {
    const { recommendations } = exportDocument(everything().state());
    expect(recommendations[0]?.references).toEqual([]);
    expect(recommendations[0]?.refs.map(({ refType, targetId }) => [refType, targetId])).toEqual([
      ['address', 'T0001'],
      ['depend', 'C0101'],
    ]);
  });

  test('a verdict holds nothing but its own fields', () => {
    const { verdicts } = exportDocument(everything().state());
    expect(Object.keys(verdicts[0] ?? {})).toEqual([
      'type',
      'id',
      'verdictType',
      'round',
      'createdAt',
      'recommendation',
      'description',
      'conditions',
      'vote',
      'supportingExperts',
    ]);
  });

  test('stats and warnings are computed', () => {
    const { stats, warnings } = exportDocument(everything().state());
    expect(stats).toMatchObject({ counts: { tension: 1, ref: 4 }, scores: { total: 235 }, openTensions: 0 });
    expect(warnings.map(({ code }) => code)).toEqual(['missing_expert_score']);
  });

  test('stats and warnings are ignored on import', () => {
    const document = { ...exportDocument(everything().state()), stats: { entities: -1 }, warnings: 'none' };
    expect(canonical(exportDocument(stateOf(document)))).toBe(canonical(exportDocument(everything().state())));
  });

  test('the id is that of the exporter, if any', () => {
    const state = everything().state();
    expect(parseDocument(exportDocument(state))).not.toHaveProperty('id');
    expect(parseDocument(exportDocument(state, { id: dialogueId('parity') })).id).toBe('parity');
  });

  test('a state without a root has no document', () => {
    let caught: unknown;
    try {
      exportDocument(new DialogueState([]));
    } catch (error) {
      caught = error;
    }
    expect(isColloquyError(caught, 'dialogue_not_found')).toBe(true);
  });

  test('nothing in a document is shared with the state', () => {
    const builder = everything();
    const before = canonical(exportDocument(builder.state()));
    const document = exportDocument(builder.state());
    const strip = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, inner] of Object.entries(value)) {
        strip(inner);
        Reflect.deleteProperty(value, name);
      }
    };
    strip(document.tensions);
    strip(document.perspectives);
    strip(document.rounds);
    strip(document.dialogue);
    expect(canonical(exportDocument(builder.state()))).toBe(before);
  });

  test('hostile parameters survive as data', () => {
    const builder = everything();
    const parameters: unknown = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":[1,-1.5e-300],"deep":[[[[{}]]]]}',
    );
    const state = new DialogueState(
      entitiesOf(builder.state()).map((entity) => {
        const changed = entity.type === 'recommendation' ? { ...entity, parameters: parameters as never } : entity;
        return [keyOfEntity(changed), changed];
      }),
    );
    const text = JSON.stringify(exportDocument(state));
    const [recommendation] = stateOf(JSON.parse(text)).list('recommendation');
    expect(JSON.stringify(recommendation?.parameters)).toBe(JSON.stringify(parameters));
    expect(Object.keys(recommendation?.parameters ?? {})).toContain('__proto__');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('export, parse, export is the identity on valid states', () => {
    fc.assert(
      fc.property(validStates, (state) => {
        const document = exportDocument(state);
        const parsed = stateOf(JSON.parse(JSON.stringify(document)));
        expect(entitiesOf(parsed)).toEqual(entitiesOf(state));
        expect(canonical(exportDocument(parsed))).toBe(canonical(document));
        expect(JSON.stringify(exportDocument(parsed))).toBe(JSON.stringify(document));
      }),
      propertyOptions,
    );
  });

  test('a dialogue of more than 10 000 entities', () => {
    const builder = new DialogueBuilder().expert('muffin');
    for (let round = 0; round < 52; round++) builder.round(['muffin']);
    for (let round = 0; round < 52; round++) for (let seq = 1; seq <= 99; seq++) builder.item('claim', round);
    const state = builder.state();
    expect(state.size).toBeGreaterThan(10_000);
    const document = exportDocument(state);
    const parsed = stateOf(JSON.parse(JSON.stringify(document)));
    expect(parsed.size).toBe(state.size);
    expect(canonical(exportDocument(parsed))).toBe(canonical(document));
  });
});
