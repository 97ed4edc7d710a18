import { dialogueId, type Attributes, type DialogueId, type ExpertRow, type TensionRow } from '@colloquy/core';
import { recordKey } from '../../data/names.ts';
import type { OpenStore, StoreContext } from '../../kit/AdapterKit.ts';
import { Writer } from '../support/Writer.ts';
import { statuses, type Answers, type Status } from './support.ts';

/** What one record must be in the answers; `nothing` for a record that is no row. */
export type Meaning = 'row' | 'nothing';

interface Kept {
  readonly dialogueId: DialogueId;
  readonly key: string;
  readonly attributes: Attributes;
  readonly meaning: Meaning;
}

type Fields = Readonly<Record<string, unknown>>;

/** By bytes, ascending. All that is compared is ASCII. */
function bytewise(a: unknown, b: unknown): number {
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function descending(...fields: readonly string[]): (a: object, b: object) => number {
  return (a, b) => {
    for (const field of fields) {
      const order = bytewise((b as Fields)[field], (a as Fields)[field]);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/**
 * Writes records into many dialogues, and knows what the answers must be then. Which record is a row is said by the law that writes it, not
 * found out, so that nothing is judged by the same reading of the spec twice.
 */
export class Scene {
  readonly #t: StoreContext;
  readonly #store: OpenStore;
  readonly #writers = new Map<string, Writer>();
  readonly #kept = new Map<string, Kept>();

  constructor(t: StoreContext, store: OpenStore) {
    this.#t = t;
    this.#store = store;
  }

  writer(id: string): Writer {
    const known = this.#writers.get(id);
    if (known !== undefined) return known;
    const writer = new Writer(this.#t, this.#store, dialogueId(id));
    this.#writers.set(id, writer);
    return writer;
  }

  /** One commit with these records. Their meaning is `row` unless said otherwise. */
  async put(id: string, records: Readonly<Record<string, Attributes>>, meaning: Meaning = 'row'): Promise<void> {
    const puts = Object.entries(records).map(([key, attributes]) => ({ key: recordKey(key), attributes }));
    await this.writer(id).commit({ puts });
    this.expect(id, records, meaning);
  }

  /** Says what records mean that were written by the law itself. */
  expect(id: string, records: Readonly<Record<string, Attributes>>, meaning: Meaning = 'row'): void {
    for (const [key, attributes] of Object.entries(records)) {
      this.#kept.set(`${id}/${key}`, { dialogueId: dialogueId(id), key, attributes, meaning });
    }
  }

  /** What a port must tell now. */
  answers(): Answers {
    const rows = [...this.#kept.values()].filter(({ meaning }) => meaning === 'row');
    const dialogues = (status: Status) =>
      rows
        .filter(({ key, attributes }) => key === 'dialogue#meta' && attributes['status'] === status)
        .map(({ dialogueId: id, attributes }) => ({ createdAt: String(attributes['createdAt']), dialogueId: id }))
        .sort(descending('createdAt', 'dialogueId'));
    const lists = {
      open: dialogues('open'),
      converging: dialogues('converging'),
      converged: dialogues('converged'),
      abandoned: dialogues('abandoned'),
    };
    const tensions = this.#tensions(rows);
    const count = (status: Status): number => lists[status].length;
    const [open, converging, converged, abandoned] = statuses.map(count);
    return {
      counts: {
        byStatus: { open, converging, converged, abandoned } as Answers['counts']['byStatus'],
        openTensions: tensions.length,
      },
      dialogues: lists,
      tensions,
      experts: this.#experts(rows),
    };
  }

  #tensions(rows: readonly Kept[]): readonly TensionRow[] {
    return rows
      .filter(({ key }) => key.startsWith('tension#'))
      .map(({ dialogueId: id, key, attributes }) => ({
        createdAt: String(attributes['createdAt']),
        dialogueId: id,
        tensionId: `T${key.replace('tension', '').replaceAll('#', '')}`,
        status: attributes['status'] as TensionRow['status'],
      }))
      .sort(descending('createdAt', 'dialogueId', 'tensionId'));
  }

  #experts(rows: readonly Kept[]): readonly ExpertRow[] {
    const scores = new Map<string, number[]>();
    for (const { key, attributes } of rows.filter((row) => row.key.startsWith('expert#'))) {
      const slug = key.slice('expert#'.length);
      scores.set(slug, [...(scores.get(slug) ?? []), Number(attributes['totalScore'])]);
    }
    const sum = (all: readonly number[]): number => {
      const exact = all.reduce((total, score) => total + BigInt(score), 0n);
      return exact > 9_007_199_254_740_991n ? 9_007_199_254_740_991 : Number(exact);
    };
    return [...scores]
      .map(([slug, all]) => ({ slug, dialogues: all.length, totalScore: sum(all) }))
      .sort((a, b) => b.totalScore - a.totalScore || bytewise(a.slug, b.slug));
  }
}
