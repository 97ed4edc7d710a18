import {
  compareDialoguePositions,
  compareExpertPositions,
  compareTensionPositions,
  indexedRow,
  isDialogueId,
  sumOfScores,
  type AnalyticsPort,
  type DialogueId,
  type DialogueRow,
  type ExpertRow,
  type IndexedRow,
  type PortPage,
  type StoredRecord,
  type TensionRow,
} from '@colloquy/core';

type Compare<Row> = (a: Row, b: Row) => number;

/** What is wrong with a port. */
export interface Quirks {
  /** Another reading of a record before it is judged; undefined: it is not seen. */
  readonly reread?: (record: StoredRecord, id: DialogueId) => StoredRecord | undefined;
  readonly dialogues?: Compare<DialogueRow>;
  readonly tensions?: Compare<TensionRow>;
  readonly experts?: Compare<ExpertRow>;
  readonly sum?: (a: number, b: number) => number;
  /** The part of a list that a page is. */
  readonly page?: <Row>(rows: readonly Row[], page: PortPage<Row>, compare: Compare<Row>) => readonly Row[];
}

/** Where the records come from. */
export interface Source {
  dialogueIds(): Promise<readonly string[]>;
  load(id: DialogueId): Promise<{ readonly records: readonly StoredRecord[] }>;
}

function pageOf<Row>(rows: readonly Row[], { after, limit }: PortPage<Row>, compare: Compare<Row>): readonly Row[] {
  return rows.filter((row) => after === undefined || compare(row, after) > 0).slice(0, limit);
}

/** A port that looks at every record, right but for its quirks. */
export function naivePort(source: Source, quirks: Quirks): AnalyticsPort {
  const { reread = (record) => record, sum = sumOfScores, page: part = pageOf } = quirks;
  const {
    dialogues: byDialogue = compareDialoguePositions,
    tensions: byTension = compareTensionPositions,
    experts: byExpert = compareExpertPositions,
  } = quirks;

  async function rows(): Promise<readonly IndexedRow[]> {
    const found: (IndexedRow | undefined)[] = [];
    for (const id of await source.dialogueIds()) {
      if (!isDialogueId(id)) continue;
      for (const record of (await source.load(id)).records) {
        const read = reread(record, id);
        if (read !== undefined) found.push(indexedRow(id, read.key, read.attributes));
      }
    }
    return found.filter((row) => row !== undefined);
  }

  return {
    statistics: async () => {
      const byStatus = { open: 0, converging: 0, converged: 0, abandoned: 0 };
      let openTensions = 0;
      for (const row of await rows()) {
        if (row.index === 'dialogues') byStatus[row.status] += 1;
        if (row.index === 'tensions') openTensions += 1;
      }
      return { byStatus, openTensions };
    },
    listByStatus: async (status, page) => {
      const listed = (await rows()).flatMap((each) =>
        each.index === 'dialogues' && each.status === status ? [each.row] : [],
      );
      return part(listed.toSorted(byDialogue), page, byDialogue);
    },
    openTensions: async (page) => {
      const listed = (await rows()).flatMap((each) => (each.index === 'tensions' ? [each.row] : []));
      return part(listed.toSorted(byTension), page as PortPage<TensionRow>, byTension);
    },
    expertRanking: async (page) => {
      const scores = new Map<string, number[]>();
      for (const each of await rows()) {
        if (each.index === 'experts') scores.set(each.slug, [...(scores.get(each.slug) ?? []), each.totalScore]);
      }
      const listed = [...scores].map(([slug, all]) => ({
        slug,
        dialogues: all.length,
        totalScore: all.reduce((total, score) => sum(total, score), 0),
      }));
      return part(listed.toSorted(byExpert), page as PortPage<ExpertRow>, byExpert);
    },
  };
}
