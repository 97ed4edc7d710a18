import { describe, expect, test } from 'vitest';
import { faultsIn, faultLines, looseDocument, everything, type Loose } from './support.ts';

/** The faults of the full example after one change. */
function after(change: (document: Loose) => unknown): readonly string[] {
  const document = looseDocument(everything());
  change(document);
  return faultLines(document);
}

/** What stands deep inside. */
function at(document: Loose, path: string): Loose {
  return path.split('.').reduce<Loose>((inner, step) => inner[step] as Loose, document);
}

/** Sets a value deep inside: tests say what is wrong, not how to get there. */
function set(document: Loose, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const owner = steps.length === 0 ? document : at(document, steps.join('.'));
  if (value === undefined) Reflect.deleteProperty(owner, last);
  else owner[last] = value as Loose;
}

const setting = (path: string, value: unknown) => after((document) => set(document, path, value));

test('the example itself has no faults', () => {
  expect(faultLines(looseDocument(everything()))).toEqual([]);
});

describe('the form', () => {
  test.each([[undefined], [null], ['text'], [[]], [7], [() => 1], [new Date(0)], [new Map()]])(
    '%s is no document',
    (input) => {
      expect(faultLines(input)).toEqual(['invalid_value document']);
    },
  );

  test('another format or version is told alone', () => {
    expect(after((d) => Object.assign(d, { format: 'other', rounds: 7 }))).toEqual(['invalid_value format']);
    expect(setting('version', 2)).toEqual(['invalid_value version']);
    expect(setting('version', '1')).toEqual(['invalid_value version']);
    expect(faultLines({})).toEqual(['missing_field format', 'missing_field version']);
  });

  test('unknown fields are refused everywhere', () => {
    expect(setting('extra', 1)).toEqual(['unknown_field extra']);
    expect(setting('dialogue.extra', 1)).toEqual(['unknown_field dialogue.extra']);
    expect(setting('verdicts.0.tensionsResolved', [])).toEqual(['unknown_field verdicts[0].tensionsResolved']);
    expect(setting('tensions.0.events.0.extra', 1)).toEqual(['unknown_field tensions[0].events[0].extra']);
    expect(setting('experts.0.events', [])).toEqual(['unknown_field experts[0].events']);
    expect(setting('moves.0.refs', [])).toEqual(['unknown_field moves[0].refs']);
  });

  test('__proto__ is a field like any other', () => {
    const document: unknown = JSON.parse(
      JSON.stringify(looseDocument(everything())).replace('{', '{"__proto__":{"format":1},'),
    );
    expect(faultLines(document)).toEqual(['unknown_field __proto__']);
    const inner = JSON.stringify(looseDocument(everything())).replace('"dialogue":{', '"dialogue":{"__proto__":{},');
    expect(faultLines(JSON.parse(inner))).toEqual(['unknown_field dialogue.__proto__']);
  });

  test('every list is required, since an absent one may have been lost', () => {
    for (const name of ['moves', 'contents', 'verdicts'])
      expect(setting(name, undefined)).toContain(`missing_field ${name}`);
    expect(setting('perspectives', {})).toContain('invalid_value perspectives');
    expect(setting('claims.0.refs', undefined)).toContain('missing_field claims[0].refs');
    expect(setting('rounds.0.events', null)).toContain('invalid_value rounds[0].events');
  });

  test('the id is a dialogue id', () => {
    expect(setting('id', 'parity')).toEqual([]);
    for (const id of ['', 'Parity', 'a'.repeat(129), null, 7]) expect(setting('id', id)).toEqual(['invalid_value id']);
  });
});

describe('fields', () => {
  test('types, enumerations, limits, texts', () => {
    expect(setting('tensions.0.label', 7)).toEqual(['invalid_value tensions[0].label']);
    expect(setting('tensions.0.label', '\ud800')).toEqual(['malformed_text tensions[0].label']);
    expect(setting('tensions.0.label', 'x'.repeat(2049))).toEqual(['limit_exceeded tensions[0].label']);
    expect(setting('tensions.0.status', 'closed')).toEqual(['invalid_value tensions[0].status']);
    expect(setting('tensions.0.description', undefined)).toEqual(['missing_field tensions[0].description']);
    expect(setting('tensions.0.contributors', [])).toEqual(['missing_field tensions[0].contributors']);
    expect(setting('tensions.0.events.1.actors', [])).toEqual(['missing_field tensions[0].events[1].actors']);
    expect(setting('experts.0.relevance', 0.95001)).toEqual(['invalid_value experts[0].relevance']);
    expect(setting('experts.0.scores', { '00': 1 })).toEqual(['invalid_round experts[0].scores["00"]']);
    expect(setting('dialogue.title', null)).toEqual(['invalid_value dialogue.title']);
  });

  test('deep parameters are refused, not followed', () => {
    let deep: unknown = [];
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(setting('recommendations.0.parameters', deep)).toEqual(['limit_exceeded recommendations[0].parameters']);
  });

  test('what is no data is refused, whatever it is', () => {
    const hostile = looseDocument(everything());
    Object.defineProperty(at(hostile, 'tensions.0'), 'label', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(faultLines(hostile)).toEqual(['invalid_value tensions[0].label']);
    const proxied = looseDocument(everything());
    const thrower = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    set(proxied, 'claims.0', thrower);
    expect(faultLines(proxied)).toContain('invalid_value claims[0]');
    expect(setting('claims.0', new (class Claim {})())).toContain('invalid_value claims[0]');
    expect(setting('claims.0', [])).toEqual([
      'invalid_value claims[0]',
      'target_not_found recommendations[0].refs[1].targetId',
    ]);
    expect(setting('dialogue', undefined)).toEqual(['missing_field dialogue']);
  });
});

describe('identities', () => {
  test('type, id and round of an item agree', () => {
    expect(setting('tensions.0.type', 'claim')).toContain('invalid_entity_type tensions[0].type');
    expect(setting('claims.0.id', 'P0101')).toContain('type_id_mismatch claims[0].id');
    expect(setting('claims.0.id', 'C101')).toContain('invalid_display_id claims[0].id');
    expect(setting('claims.0.round', 0)).toContain('invalid_round claims[0].round');
  });

  test('nothing stands twice', () => {
    const twice = (list: string) => after((d) => at(d, list).push(at(d, `${list}.0`)));
    expect(twice('experts')).toEqual(['duplicate_entity experts[2]']);
    expect(twice('verdicts')).toEqual(['duplicate_entity verdicts[1]']);
    expect(twice('contents')).toEqual(['duplicate_entity contents[1]']);
    expect(twice('moves')).toEqual(['duplicate_entity moves[2]']);
    expect(twice('rounds')).toContain('duplicate_entity rounds[2]');
    expect(twice('tensions')).toContain('duplicate_entity tensions[1]');
    expect(after((d) => at(d, 'perspectives.0.refs').push(at(d, 'perspectives.0.refs.0')))).toEqual([
      'duplicate_entity perspectives[0].refs[1]',
    ]);
  });

  test('numbers have no gaps', () => {
    const gap = after((d) => {
      set(d, 'claims.0.id', 'C0102');
      set(d, 'recommendations.0.refs.1.targetId', 'C0102');
    });
    expect(gap).toEqual(['invalid_value claims[0].id']);
    expect(setting('moves.0.seq', 2)).toEqual(['invalid_value moves[0].seq']);
    expect(setting('rounds.1.round', 2)).toContain('invalid_value rounds[1].round');
  });

  test('the convergence signal has number 0, other moves have not', () => {
    expect(setting('moves.1.seq', 1)).toEqual(['invalid_value moves[1].seq']);
    expect(setting('moves.0.seq', 0)).toEqual(['invalid_value moves[0].seq']);
    expect(setting('moves.1.targets', ['P0001'])).toEqual(['invalid_value moves[1].targets']);
  });
});

describe('references', () => {
  test('every expert named is registered, and once', () => {
    expect(setting('tensions.0.contributors', ['nobody'])).toContain(
      'expert_not_in_dialogue tensions[0].contributors[0]',
    );
    expect(setting('rounds.0.panel.0.slug', 'nobody')).toEqual(['expert_not_in_dialogue rounds[0].panel[0].slug']);
    expect(setting('rounds.0.panel.0.slug', 'scone')).toEqual(['duplicate_entity rounds[0].panel[1].slug']);
    expect(setting('contents.0.expert', 'nobody')).toEqual(['expert_not_in_dialogue contents[0].expert']);
    expect(setting('moves.0.expert', 'nobody')).toEqual(['expert_not_in_dialogue moves[0].expert']);
    expect(setting('verdicts.0.authorExpert', 'nobody')).toEqual(['expert_not_in_dialogue verdicts[0].authorExpert']);
    expect(setting('verdicts.0.supportingExperts', ['scone', 'scone'])).toEqual([
      'duplicate_entity verdicts[0].supportingExperts[1]',
    ]);
  });

  test('every item named is there', () => {
    expect(setting('moves.0.targets', ['P0002'])).toEqual(['target_not_found moves[0].targets[0]']);
    expect(setting('moves.0.targets', ['P0001', 'P0001'])).toEqual(['duplicate_entity moves[0].targets[1]']);
    expect(setting('verdicts.0.tensionsAccepted', ['T0002'])).toEqual([
      'target_not_found verdicts[0].tensionsAccepted[0]',
    ]);
    expect(setting('verdicts.0.tensionsAccepted', ['P0001'])).toEqual([
      'type_id_mismatch verdicts[0].tensionsAccepted[0]',
    ]);
    expect(setting('evidence.0.refs.0.targetId', 'R0102')).toEqual(['target_not_found evidence[0].refs[0].targetId']);
    expect(setting('tensions.0.events.1.reference', 'R0102')).toEqual([
      'target_not_found tensions[0].events[1].reference',
    ]);
    expect(setting('tensions.0.events.1.resultId', 'v99')).toEqual(['target_not_found tensions[0].events[1].resultId']);
    expect(setting('recommendations.0.adoptedInVerdict', 'v99')).toEqual([
      'target_not_found recommendations[0].adoptedInVerdict',
    ]);
  });

  test('every round named is there', () => {
    expect(setting('contents.0.round', 2)).toEqual(['invalid_round contents[0].round']);
    expect(setting('verdicts.0.round', 2)).toEqual(['invalid_round verdicts[0].round']);
    expect(setting('moves.0.round', 9)).toEqual(['invalid_round moves[0].round']);
    expect(
      after((d) => {
        set(d, 'experts.0.scores', { 5: 23 });
      }),
    ).toEqual(['invalid_round experts[0].scores["5"]']);
  });

  test('edges mean something', () => {
    expect(setting('evidence.0.refs.0.refType', 'resolve')).toEqual([
      'invalid_ref_target evidence[0].refs[0].targetId',
    ]);
    expect(setting('evidence.0.refs.0.refType', 'refine')).toEqual([
      'refine_type_mismatch evidence[0].refs[0].targetId',
    ]);
    expect(setting('evidence.0.refs.0.targetId', 'E0001')).toEqual(['invalid_ref_target evidence[0].refs[0].targetId']);
    expect(setting('evidence.0.refs.0.refType', 'likes')).toEqual(['invalid_ref_type evidence[0].refs[0].refType']);
  });

  test('a reference of an item is one of its edges, recorded with it', () => {
    expect(setting('perspectives.0.refs', [])).toEqual(['target_not_found perspectives[0].references[0]']);
    expect(setting('perspectives.0.references.0.refType', 'oppose')).toEqual([
      'target_not_found perspectives[0].references[0]',
    ]);
    expect(setting('perspectives.0.refs.0.createdAt', '2026-02-07T00:00:00.000Z')).toEqual([
      'invalid_value perspectives[0].references[0]',
    ]);
    expect(
      after((d) =>
        at(d, 'perspectives.0.references').push({
          refType: 'support',
          targetId: 'T0001',
        } as unknown as Loose),
      ),
    ).toEqual(['duplicate_entity perspectives[0].references[1]']);
  });

  test('the final verdict is the one with the id final', () => {
    expect(setting('verdicts.0.verdictType', 'interim')).toEqual(['invalid_value verdicts[0].verdictType']);
    expect(
      after((d) => {
        set(d, 'verdicts.0.id', 'v01');
        set(d, 'recommendations.0.adoptedInVerdict', 'v01');
        set(d, 'recommendations.0.events.1.reference', 'v01');
      }),
    ).toEqual(['invalid_value verdicts[0].id']);
  });

  test('a faulty item is not reported as missing as well', () => {
    expect(setting('tensions.0.label', 7)).toEqual(['invalid_value tensions[0].label']);
    expect(setting('experts.1.tier', 'Edge')).toEqual(['invalid_value experts[1].tier']);
    expect(setting('rounds.0.panel', 7)).toEqual(['invalid_value rounds[0].panel']);
    expect(setting('dialogue.title', '')).toEqual(['missing_field dialogue.title']);
    expect(setting('rounds', undefined)).not.toContain('invalid_value dialogue.totalRounds');
  });

  test('without a readable root the rounds are still those of the document', () => {
    const document = looseDocument(everything());
    set(document, 'dialogue', 7);
    set(document, 'contents.0.round', 9);
    expect(faultsIn(document)).toMatchObject([
      { code: 'invalid_value', field: 'dialogue' },
      { code: 'invalid_round', field: 'contents[0].round', suggestion: expect.stringContaining('0 to 1') as string },
    ]);
  });
});

describe('figures', () => {
  test('totals are those of the parts', () => {
    expect(setting('dialogue.totalRounds', 3)).toEqual(['invalid_value dialogue.totalRounds']);
    expect(setting('dialogue.totalAlignment', 234)).toEqual(['invalid_value dialogue.totalAlignment']);
    expect(setting('experts.0.totalScore', 24)).toEqual(['invalid_value experts[0].totalScore']);
    expect(setting('rounds.0.score', 126)).toEqual([
      'invalid_value dialogue.totalAlignment',
      'invalid_value rounds[0].score',
    ]);
  });

  test('scores and metrics are whole or absent', () => {
    expect(setting('rounds.0.truth', undefined)).toEqual(['missing_field rounds[0].truth']);
    expect(setting('rounds.0.panelSize', undefined)).toEqual(['missing_field rounds[0].panelSize']);
    expect(setting('rounds.0.score', undefined)).toEqual([
      'invalid_value dialogue.totalAlignment',
      'missing_field rounds[0].score',
    ]);
  });

  test('who sits on a panel has a first round', () => {
    expect(setting('experts.0.firstRound', undefined)).toEqual(['invalid_value rounds[0].panel[0].slug']);
  });
});

describe('histories', () => {
  test('the counter is the number of events', () => {
    expect(setting('tensions.0.eventCount', 3)).toEqual(['invalid_value tensions[0].eventCount']);
    expect(after((d) => at(d, 'tensions.0.events').pop())).toEqual(['invalid_value tensions[0].eventCount']);
    expect(setting('claims.0.events', [])).toEqual(['missing_field claims[0].events']);
  });

  test('events are numbered from 1 and stand in order', () => {
    expect(setting('tensions.0.events.3.seq', 5)).toEqual(['invalid_value tensions[0].events[3].seq']);
    expect(setting('tensions.0.events.3.seq', 3)).toContain('duplicate_entity tensions[0].events[3]');
    expect(after((d) => at(d, 'tensions.0.events').reverse())).toEqual(['invalid_value tensions[0].events[0].seq']);
  });

  test('the first event is the creation', () => {
    expect(setting('claims.0.events.0.eventType', 'asserted')).toEqual(['invalid_value claims[0].events[0].eventType']);
    expect(setting('claims.0.events.0.createdAt', '2026-02-07T00:00:00.000Z')).toEqual([
      'invalid_value claims[0].events[0].createdAt',
    ]);
    expect(setting('tensions.0.events.0.actors', ['scone'])).toEqual(['invalid_value tensions[0].events[0].actors']);
    expect(setting('rounds.0.events.0.actors', ['muffin'])).toEqual(['invalid_value rounds[0].events[0].actors']);
    expect(setting('claims.0.events.0.reason', 'why')).toEqual(['invalid_value claims[0].events[0].reason']);
    expect(setting('tensions.0.events.0.eventRound', 1)).toEqual(['invalid_value tensions[0].events[0].eventRound']);
  });

  test('the replayed events lead to the status', () => {
    expect(setting('tensions.0.status', 'reopened')).toEqual(['invalid_value tensions[0].status']);
    expect(setting('dialogue.status', 'open')).toEqual(['invalid_value dialogue.status']);
    expect(setting('tensions.0.events.1.eventType', 'addressed')).toEqual([]);
  });

  test('no event breaks the lifecycle', () => {
    expect(setting('tensions.0.events.2.eventType', 'addressed')).toEqual([
      'invalid_status_transition tensions[0].events[2].eventType',
    ]);
    expect(setting('tensions.0.events.1.eventType', 'created')).toEqual([
      'invalid_status_transition tensions[0].events[1].eventType',
    ]);
    expect(setting('recommendations.0.events.1.eventType', 'commented')).toEqual([
      'invalid_status_transition recommendations[0].events[1].eventType',
    ]);
    expect(setting('rounds.1.events.1.eventType', 'resolved')).toEqual([
      'invalid_status_transition rounds[1].events[1].eventType',
    ]);
  });

  test('events happen in rounds that are there, not before their entity', () => {
    expect(setting('tensions.0.events.1.eventRound', 7)).toEqual(['invalid_round tensions[0].events[1].eventRound']);
    expect(setting('recommendations.0.events.1.eventRound', 0)).toEqual([
      'invalid_round recommendations[0].events[1].eventRound',
    ]);
    expect(setting('rounds.0.events.1.eventRound', 1)).toEqual(['invalid_round rounds[0].events[1].eventRound']);
    expect(setting('dialogue.events.1.eventRound', 2)).toEqual(['invalid_round dialogue.events[1].eventRound']);
  });

  test('an actor stands once', () => {
    expect(setting('tensions.0.events.1.actors', ['judge', 'judge'])).toEqual([
      'duplicate_entity tensions[0].events[1].actors[1]',
    ]);
  });

  test('instants of the end are those of the event', () => {
    expect(setting('rounds.0.completedAt', undefined)).toEqual(['missing_field rounds[0].completedAt']);
    expect(setting('dialogue.convergedAt', '2026-02-07T00:00:00.000Z')).toEqual(['invalid_value dialogue.convergedAt']);
    expect(
      after((d) => {
        at(d, 'rounds.0.events').pop();
        Object.assign(at(d, 'rounds.0'), { eventCount: 1, status: 'open' });
      }),
    ).toEqual(['invalid_value rounds[0].completedAt']);
  });

  test('only an adopted recommendation names its verdict', () => {
    expect(
      after((d) => {
        Object.assign(at(d, 'recommendations.0'), { status: 'rejected' });
        set(d, 'recommendations.0.events.1.eventType', 'rejected');
      }),
    ).toEqual(['invalid_value recommendations[0].adoptedInVerdict']);
  });
});

describe('all at once', () => {
  test('faults of every kind arrive together', () => {
    const lines = after((d) => {
      set(d, 'extra', 1);
      set(d, 'experts.1.tier', 'Edge');
      set(d, 'moves.0.targets', ['P0009']);
      set(d, 'dialogue.totalRounds', 9);
      set(d, 'tensions.0.eventCount', 9);
    });
    expect(lines).toEqual([
      'unknown_field extra',
      'invalid_value experts[1].tier',
      'invalid_value dialogue.totalRounds',
      'target_not_found moves[0].targets[0]',
      'invalid_value tensions[0].eventCount',
    ]);
  });

  test('thousands of faulty items are all told', () => {
    const document = looseDocument(everything());
    set(
      document,
      'perspectives',
      Array.from({ length: 5000 }, () => ({ label: 1 })),
    );
    expect(faultsIn(document).length).toBeGreaterThan(25_000);
  });

  test('faults show values, never references into the input', () => {
    const value = { big: 'x'.repeat(10_000) };
    const document = looseDocument(everything());
    set(document, 'claims.0.label', value);
    set(document, 'evidence.0.label', 'x'.repeat(5000));
    for (const fault of faultsIn(document)) {
      expect(fault.value).not.toBe(value);
      expect(JSON.stringify(fault).length).toBeLessThan(2000);
    }
  });
});
