import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../../src/bytes/index.ts';
import { planners } from '../../../src/domain/plan/index.ts';
import { brief, item, muffin, register, worldWith } from './support/World.ts';

const panel = [{ slug: 'muffin', source: 'pool' }] as const;

describe('registerRound tells all faults at once', () => {
  test('two bad items, one ill-formed and one pointing wrong: both are told, nothing is planned', () => {
    const world = worldWith(1);
    const perspective = register(world, 'perspective', 0);
    const before = world.state;
    const batch = {
      round: 1,
      panel,
      perspectives: [item('perspective', { label: ' ' }), item('perspective')],
      tensions: [item('tension', { references: [{ refType: 'resolve', target: perspective }] })],
    };
    expect(world.refusals(planners.registerRound, batch)).toEqual([
      'missing_field perspectives[0].label " "',
      'invalid_ref_target tensions[0].references[0].target "P0001"',
    ]);
    expect(world.state).toBe(before);
  });

  test('every stage and list', () => {
    const world = worldWith(1);
    const tension = register(world, 'tension', 0);
    const batch = {
      round: 2,
      pannel: panel,
      panel: [{ slug: 'eclair', source: 'lent' }],
      scores: { wisdom: 1, consistency: 2, truth: 3 },
      experts: [muffin, { ...muffin, slug: 'tartlet', tier: 'Outer' }],
      contents: [
        { expert: 'nobody', content: 'x' },
        { expert: 'tartlet', content: 'x' },
      ],
      expertScores: [
        { expert: 'muffin', score: 1.5 },
        { expert: 'muffin', score: 1 },
      ],
      perspectives: [
        item('perspective', { localId: 'MUFFIN-T0201', contributors: ['nobody', 'muffin'] }),
        item('perspective', { localId: 'MUFFIN-P0101' }),
        item('perspective', { localId: 'SCONE-P0203' }),
        item('perspective', { localId: 'muffin-P0204' }),
        'a perspective',
      ],
      tensions: [
        item('tension', { localId: 'MUFFIN-T0205', references: [{ refType: 'refine', target: 'MUFFIN-T0205' }] }),
        item('tension', { localId: 'MUFFIN-T0205' }),
      ],
      claims: [
        item('claim', {
          references: [
            { refType: 'refine', target: tension },
            { refType: 'likes', target: 'MUFFIN-C0201' },
            { refType: 'support', target: 'P0099' },
            { refType: 'support', target: 'MUFFIN-E0001' },
          ],
        }),
      ],
      refs: [
        { source: tension, refType: 'support', target: tension },
        { source: 'E0001', refType: 'support', target: tension },
      ],
      moves: [{ expert: 'nobody', moveType: 'converge', targets: ['X1'] }],
      verdicts: [
        { id: 'final', verdictType: 'dissent', recommendation: 'r', description: 'd', tensionsAccepted: ['P0001'] },
        { id: 'final', verdictType: 'final', recommendation: 'r', description: '' },
      ],
      transitions: [
        { target: tension, status: 'merged' },
        { target: tension, status: 'open' },
        { target: 'MUFFIN-R0299', status: 'adopted', adoptedInVerdict: 'final', round: 7 },
      ],
      comments: [{ target: 'C0001' }],
      converge: ['muffin', 'nobody'],
      complete: 'yes',
    };
    expect(world.refusals(planners.registerRound, batch)).toEqual([
      'invalid_value panel[0].source "lent"',
      'missing_field scores.relationships -',
      'invalid_value complete "yes"',
      'unknown_field pannel "[list of 1]"',
      'invalid_value experts[1].tier "Outer"',
      'invalid_value expertScores[0].score 1.5',
      'invalid_local_id perspectives[3].localId "muffin-P0204"',
      'invalid_value perspectives[4] "a perspective"',
      'invalid_ref_type claims[0].references[1].refType "likes"',
      'invalid_value moves[0].moveType "converge"',
      'invalid_display_id moves[0].targets[0] "X1"',
      'missing_field verdicts[1].description ""',
      'duplicate_entity experts[0].slug "muffin"',
      'invalid_round round 2',
      'expert_not_in_dialogue panel[0].slug "eclair"',
      'expert_not_in_dialogue contents[0].expert "nobody"',
      'duplicate_entity expertScores[1].expert "muffin"',
      'type_id_mismatch perspectives[0].localId "MUFFIN-T0201"',
      'invalid_local_id perspectives[1].localId "MUFFIN-P0101"',
      'invalid_local_id perspectives[2].localId "SCONE-P0203"',
      'duplicate_entity tensions[1].localId "MUFFIN-T0205"',
      'expert_not_in_dialogue perspectives[0].contributors[0] "nobody"',
      'invalid_ref_target tensions[0].references[0].target "MUFFIN-T0205"',
      'refine_type_mismatch claims[0].references[0].target "T0001"',
      'target_not_found claims[0].references[1].target "MUFFIN-C0201"',
      'target_not_found claims[0].references[2].target "P0099"',
      'target_not_found claims[0].references[3].target "MUFFIN-E0001"',
      'invalid_ref_target refs[0].target "T0001"',
      'entity_not_found refs[1].source "E0001"',
      'expert_not_in_dialogue moves[0].expert "nobody"',
      'invalid_value verdicts[0].verdictType "dissent"',
      'type_id_mismatch verdicts[0].tensionsAccepted[0] "P0001"',
      'duplicate_entity verdicts[1].id "final"',
      'invalid_value transitions[0].status "merged"',
      'entity_not_found transitions[2].target "MUFFIN-R0299"',
      'invalid_round transitions[2].round 7',
      'type_id_mismatch comments[0].target "C0001"',
      'expert_not_in_dialogue converge[1] "nobody"',
    ]);
  });

  test('a misspelled list is told its name', () => {
    const [fault] = worldWith(0).refuse(planners.registerRound, { round: 0, panel, perspective: [] });
    expect(fault).toMatchObject({ code: 'unknown_field', field: 'perspective', suggestion: 'perspectives' });
  });
});

test.each([
  ['is faulty', 1, [{ slug: 'muffin', source: 'lent' }], ['invalid_value panel[0].source "lent"']],
  ['is not the next', 4, panel, ['invalid_round round 4']],
])('when the round %s, all else is checked', (_, round, members, expected) => {
  const tension = { localId: `MUFFIN-T0${round}01` };
  const batch = {
    round,
    panel: members,
    contents: [
      { expert: 'muffin', content: 'a' },
      { expert: 'muffin', content: 'a' },
    ],
    tensions: [item('tension', { ...tension, references: [{ refType: 'depend', target: tension.localId }] })],
    claims: Array.from({ length: 100 }, () => item('claim')),
    transitions: [{ target: tension.localId, status: 'reopened' }],
  };
  expect(worldWith(1).refusals(planners.registerRound, batch)).toEqual([
    ...expected,
    'duplicate_entity contents[1].expert "muffin"',
    `sequence_exhausted claims[99] ${round}`,
    `invalid_ref_target tensions[0].references[0].target "${tension.localId}"`,
    'invalid_status_transition transitions[0].status "reopened"',
  ]);
});

test('when the round exists already, what it holds is not told as doubles', () => {
  const world = worldWith(1);
  world.write(planners.recordContent, { round: 0, expert: 'muffin', content: 'a' });
  for (let seq = 1; seq <= 99; seq++) register(world, 'claim', 0);
  const contents = [{ expert: 'muffin', content: 'a' }];
  expect(world.refusals(planners.registerRound, { round: 0, panel, contents, claims: [item('claim')] })).toEqual([
    'invalid_round round 0',
  ]);
});

describe('registerRound does not blame the innocent', () => {
  test('what names an ill-formed item, expert, verdict or round', () => {
    const world = worldWith(1);
    const batch = {
      round: 5,
      panel: [{ slug: 'eclair', source: 'created' }],
      experts: [{ slug: 'eclair', role: '', tier: 'Core', source: 'created' }],
      contents: [{ expert: 'eclair', content: 'x' }],
      perspectives: [item('perspective', { localId: 'ECLAIR-P0501', contributors: ['eclair'], content: undefined })],
      claims: [
        item('claim', { contributors: ['eclair'], references: [{ refType: 'support', target: 'ECLAIR-P0501' }] }),
      ],
      moves: [{ expert: 'eclair', moveType: 'defend', targets: ['ECLAIR-P0501'] }],
      verdicts: [{ id: 'v01', verdictType: 'interim', recommendation: 'r' }],
      recommendations: [item('recommendation', { localId: 'MUFFIN-R0501' })],
      transitions: [
        { target: 'ECLAIR-P0501', status: 'refined', round: 5 },
        { target: 'MUFFIN-R0501', status: 'adopted', adoptedInVerdict: 'v01' },
      ],
      converge: ['eclair'],
    };
    expect(world.refusals(planners.registerRound, batch)).toEqual([
      'missing_field experts[0].role ""',
      'missing_field perspectives[0].content -',
      'missing_field verdicts[0].description -',
      'invalid_round round 5',
    ]);
  });

  test('changes of a status that follow a refused one', () => {
    const world = worldWith(1);
    const tension = register(world, 'tension', 0);
    const claim = register(world, 'claim', 0);
    const transitions = [
      { target: tension, status: 'reopened' },
      { target: claim, status: 'supported' },
      { target: tension, status: 'resolved' },
      { target: claim, status: 'opposed' },
      { target: tension, status: 'reopened' },
      { target: claim, status: 'asserted' },
      { target: tension, status: 'nonsense' },
    ];
    expect(world.refusals(planners.registerRound, { round: 1, panel, transitions })).toEqual([
      'invalid_status_transition transitions[0].status "reopened"',
      'invalid_status_transition transitions[3].status "opposed"',
      'invalid_value transitions[6].status "nonsense"',
    ]);
  });

  test('the faults of a wrong letter are told once', () => {
    const batch = {
      round: 0,
      panel,
      perspectives: [item('perspective', { localId: 'MUFFIN-T0001' })],
      claims: [item('claim', { references: [{ refType: 'resolve', target: 'MUFFIN-T0001' }] })],
    };
    expect(worldWith(0).refuse(planners.registerRound, batch)).toMatchObject([
      {
        code: 'type_id_mismatch',
        field: 'perspectives[0].localId',
        message: 'The letter says a tension, but this is registered as a perspective, whose letter is P.',
        suggestion: 'MUFFIN-P0001',
      },
    ]);
  });
});

describe('registerRound and ids', () => {
  test('a display id of the round itself is never guessed', () => {
    const claims = [
      item('claim', { localId: 'MUFFIN-C0101' }),
      item('claim', { references: [{ refType: 'support', target: 'C0101' }] }),
    ];
    expect(worldWith(1).refuse(planners.registerRound, { round: 1, panel, claims })).toMatchObject([
      {
        code: 'target_not_found',
        field: 'claims[1].references[0].target',
        value: 'C0101',
        suggestion: 'Items of this batch have no display id yet: give the item a local id and name that.',
      },
    ]);
  });

  test('a local id of an earlier batch means nothing', () => {
    const world = worldWith(0);
    world.write(planners.registerRound, { round: 0, panel, claims: [item('claim', { localId: 'MUFFIN-C0001' })] });
    const refs = [{ source: 'MUFFIN-C0001', refType: 'support', target: 'MUFFIN-C0001' }];
    expect(world.refuse(planners.registerRound, { round: 1, panel, refs })).toMatchObject([
      {
        code: 'entity_not_found',
        field: 'refs[0].source',
        suggestion: 'Local ids hold within one batch: name an item of an earlier round by its display id.',
      },
      { code: 'target_not_found', field: 'refs[0].target' },
    ]);
  });

  test('an item cannot refer to itself, nor twice the same way to another', () => {
    const tensions = [
      item('tension', { localId: 'MUFFIN-T0001', references: [{ refType: 'depend', target: 'MUFFIN-T0001' }] }),
      item('tension', {
        localId: 'MUFFIN-T0002',
        references: [
          { refType: 'depend', target: 'MUFFIN-T0001' },
          { refType: 'depend', target: 'MUFFIN-T0001' },
        ],
      }),
    ];
    const refs = [
      { source: 'MUFFIN-T0002', refType: 'depend', target: 'MUFFIN-T0001' },
      { source: 'MUFFIN-T0002', refType: 'support', target: 'MUFFIN-T0001' },
      { source: 'MUFFIN-T0002', refType: 'support', target: 'MUFFIN-T0001' },
    ];
    expect(worldWith(0).refusals(planners.registerRound, { round: 0, panel, tensions, refs })).toEqual([
      'invalid_ref_target tensions[0].references[0].target "MUFFIN-T0001"',
      'duplicate_entity tensions[1].references[1].target "MUFFIN-T0001"',
      'duplicate_entity refs[0].target "MUFFIN-T0001"',
      'duplicate_entity refs[2].target "MUFFIN-T0001"',
    ]);
  });

  test('the hundredth item of a type is told once, whatever comes after it', () => {
    const claims = Array.from({ length: 120 }, () => item('claim'));
    expect(
      worldWith(0).refuse(planners.registerRound, { round: 0, panel, claims, perspectives: [item('perspective')] }),
    ).toMatchObject([{ code: 'sequence_exhausted', field: 'claims[99]' }]);
  });

  test('doubles are told although the first is ill-formed', () => {
    const batch = {
      round: 0,
      panel,
      contents: [{ expert: 'muffin' }, { expert: 'muffin', content: 'a' }],
      verdicts: [
        { id: 'v01', verdictType: 'interim', recommendation: 'r' },
        { id: 'v01', verdictType: 'interim', recommendation: 'r', description: 'd' },
      ],
    };
    expect(worldWith(0).refusals(planners.registerRound, batch)).toEqual([
      'missing_field contents[0].content -',
      'missing_field verdicts[0].description -',
      'duplicate_entity contents[1].expert "muffin"',
      'duplicate_entity verdicts[1].id "v01"',
    ]);
  });

  test('doubles in lists', () => {
    const batch = {
      round: 0,
      panel: [panel[0], panel[0]],
      experts: [
        { ...muffin, slug: 'eclair' },
        { ...muffin, slug: 'eclair' },
      ],
      contents: [
        { expert: 'eclair', content: 'a' },
        { expert: 'eclair', content: 'a' },
      ],
    };
    expect(worldWith(0).refusals(planners.registerRound, batch)).toEqual([
      'duplicate_entity experts[1].slug "eclair"',
      'duplicate_entity panel[1].slug "muffin"',
      'duplicate_entity contents[1].expert "eclair"',
    ]);
  });
});

describe('registerRound and hostile input', () => {
  test.each([[null], [[]], ['round'], [new Date(0)], [Symbol('s')], [() => 0]])('%s is no batch', (input) => {
    const [fault] = worldWith(0).refuse(planners.registerRound, input);
    expect(fault).toMatchObject({ code: 'invalid_value', field: 'input' });
  });

  test('properties that throw', () => {
    const bomb = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('boom');
        },
      },
    );
    const list: unknown[] = [];
    Object.defineProperty(list, 0, {
      get: () => {
        throw new Error('boom');
      },
      enumerable: true,
    });
    const batch = {
      round: 0,
      panel,
      claims: list,
      get refs() {
        throw new Error('boom');
      },
    };
    const world = worldWith(0);
    expect(world.refuse(planners.registerRound, bomb)).toMatchObject([{ code: 'invalid_value', field: 'input' }]);
    expect(world.refuse(planners.registerRound, batch).map(({ code, field }) => `${code} ${field}`)).toEqual([
      'invalid_value refs',
      'invalid_value claims[0]',
    ]);
  });

  test('lists without end', () => {
    const endless: unknown[] = [];
    endless.length = 4_294_967_295;
    const batch = {
      round: 0,
      panel: endless,
      claims: endless,
      perspectives: [item('perspective', { contributors: endless })],
    };
    expect(
      worldWith(0)
        .refuse(planners.registerRound, batch)
        .map(({ code, field }) => `${code} ${field}`),
    ).toEqual(['limit_exceeded panel', 'limit_exceeded perspectives[0].contributors', 'limit_exceeded claims']);
  });

  test('`__proto__` is a field like any other, and unknown', () => {
    const batch: unknown = JSON.parse(
      '{"round":0,"panel":[],"__proto__":{"complete":true},"claims":[{"__proto__":1}]}',
    );
    const fields = worldWith(0)
      .refuse(planners.registerRound, batch)
      .map(({ code, field }) => `${code} ${field}`);
    expect(fields).toEqual([
      'unknown_field __proto__',
      'missing_field claims[0].label',
      'missing_field claims[0].contributors',
      'missing_field claims[0].content',
      'unknown_field claims[0].__proto__',
    ]);
  });

  test('parameters 100 000 levels deep', () => {
    const parameters: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    const batch = {
      round: 0,
      panel,
      recommendations: [item('recommendation', { parameters }), item('recommendation', { label: 1 })],
    };
    expect(
      worldWith(0)
        .refuse(planners.registerRound, batch)
        .map(({ code, field }) => `${code} ${field}`),
    ).toEqual(['limit_exceeded recommendations[0].parameters', 'invalid_value recommendations[1].label']);
  });

  test('a lone surrogate', () => {
    const batch = {
      round: 0,
      panel,
      claims: [item('claim', { label: 'a\ud800' })],
      refs: [{ source: '\udc00', refType: 'support', target: 'x' }],
    };
    expect(worldWith(0).refuse(planners.registerRound, batch).map(brief)).toEqual([
      'malformed_text claims[0].label "a\ufffd"',
      'malformed_text refs[0].source "\ufffd"',
      'invalid_display_id refs[0].target "x"',
    ]);
  });

  test('what is parsed is private, and plain JSON even when faulty', () => {
    const claims = [item('claim', { references: [{ refType: 'x', target: undefined }, 7] }), undefined];
    const batch = {
      round: 0,
      panel: [{ slug: 'muffin', source: 'pool' }],
      claims,
      relevance: Number.NaN,
      complete: undefined,
    };
    const draft = planners.registerRound.parse(batch);
    const before = canonicalJson(draft as unknown as Json);
    batch.panel.push({ slug: 'x', source: 'y' });
    claims.pop();
    expect(canonicalJson(draft as unknown as Json)).toBe(before);
  });
});
