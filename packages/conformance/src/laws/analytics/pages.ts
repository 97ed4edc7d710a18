import { dialogueId, type AnalyticsPort, type PortPage } from '@colloquy/core';
import { entangledIds } from '../../data/names.ts';
import type { StoreContext, StoreLaw } from '../../kit/AdapterKit.ts';
import { instant } from './lists.ts';
import { Scene } from './Scene.ts';
import { answersOf, expectAnswer, portOf, whenAnalytics, type Answers } from './support.ts';

type Row = object;
type Ask = (port: AnalyticsPort, page: PortPage<never>) => Promise<readonly Row[]>;

const askDialogues: Ask = (port, page) => port.listByStatus('open', page);
const askTensions: Ask = (port, page) => port.openTensions(page);
const askExperts: Ask = (port, page) => port.expertRanking(page);

/** Every list, how a page of it is asked for, and what it is as a whole. */
const lists: readonly (readonly [string, Ask, (answers: Answers) => readonly Row[]])[] = [
  ['dialogues', askDialogues, ({ dialogues }) => dialogues.open],
  ['tensions', askTensions, ({ tensions }) => tensions],
  ['experts', askExperts, ({ experts }) => experts],
];

/** Reads a list page by page; `between` happens after each page. */
async function walk(
  port: AnalyticsPort,
  ask: Ask,
  limit: number,
  between: (page: readonly Row[]) => Promise<void> = async () => undefined,
): Promise<readonly (readonly Row[])[]> {
  const pages: (readonly Row[])[] = [];
  for (let after: Row | undefined; pages.length < 100;) {
    const page = await ask(port, { limit, after: after as never });
    pages.push(page);
    await between(page);
    after = page.at(-1);
    if (after === undefined || page.length < limit) break;
  }
  return pages;
}

/** Pages of a whole list, the last one with fewer rows than asked for. */
function slices(rows: readonly Row[], limit: number): readonly (readonly Row[])[] {
  const pages: (readonly Row[])[] = [];
  for (let at = 0; at <= rows.length; at += limit) pages.push(rows.slice(at, at + limit));
  return pages;
}

/** Ten ids, near each other, whose order is another one where hyphens are passed over. */
const ids = [...entangledIds.slice(0, 8), 'a-c', 'a-b'].map(dialogueId);

/** Rows of each list, several of them equal in all but the last field. */
async function fill(scene: Scene): Promise<void> {
  for (const [at, id] of ids.entries()) {
    await scene.put(id, {
      'dialogue#meta': { status: 'open', createdAt: instant(at >> 2) },
      'tension#00#01': { status: 'open', createdAt: instant(at >> 2) },
      'tension#00#02': { status: 'addressed', createdAt: instant(at >> 2) },
      'expert#muffin': { totalScore: at },
      [`expert#e-${at}`]: { totalScore: (at % 3) * 10 },
    });
  }
}

async function filled(t: StoreContext): Promise<{ readonly scene: Scene; readonly port: AnalyticsPort }> {
  const { store } = await t.open();
  const scene = new Scene(t, store);
  await fill(scene);
  const port = portOf(t, store);
  await expectAnswer(t, () => answersOf(port), scene.answers(), 'wrong-page');
  return { scene, port };
}

export const analyticsPageLaws: readonly StoreLaw[] = [
  {
    clause: 'AN-PAGE-01',
    title: 'pages of any size, put together, are the list; only the last has fewer rows than asked for',
    applies: whenAnalytics,
    run: async (t) => {
      const { scene, port } = await filled(t);
      for (const [name, ask, whole] of lists) {
        const rows = whole(scene.answers());
        for (const limit of [1, 2, 3, 7, rows.length, rows.length + 1, 1001]) {
          await expectAnswer(t, () => walk(port, ask, limit), slices(rows, limit), 'wrong-page', `${name} by ${limit}`);
        }
      }
    },
  },
  {
    clause: 'AN-PAGE-01',
    title: 'a page begins behind a position where no row stands, and behind the last there is nothing',
    applies: whenAnalytics,
    run: async (t) => {
      const { scene, port } = await filled(t);
      const { dialogues, tensions, experts } = scene.answers();
      const from = async (ask: Ask, after: object): Promise<readonly Row[]> =>
        ask(port, { limit: 1001, after: after as never });
      for (const [name, ask, whole] of lists) {
        const last = whole(scene.answers()).at(-1) ?? {};
        await expectAnswer(t, () => from(ask, last), [], 'wrong-page', `${name}, behind the last`);
      }
      const between = { createdAt: instant(0), dialogueId: 'a-zz' };
      const behind = <R extends { createdAt: string; dialogueId: string }>(rows: readonly R[]): readonly R[] =>
        rows.filter((row) => row.createdAt < instant(0) || (row.createdAt === instant(0) && row.dialogueId < 'a-zz'));
      await expectAnswer(t, () => from(askDialogues, between), behind(dialogues.open), 'wrong-page', 'dialogues');
      const tension = { ...between, tensionId: 'T0505' };
      await expectAnswer(t, () => from(askTensions, tension), behind(tensions), 'wrong-page', 'tensions');
      const within = { createdAt: instant(0), dialogueId: 'a', tensionId: 'T0002' };
      const rest = tensions.slice(tensions.findIndex((row) => row.dialogueId === 'a' && row.tensionId === 'T0001'));
      await expectAnswer(t, () => from(askTensions, within), rest, 'wrong-page', 'tensions of one dialogue');
      const ranked = experts.filter((row) => row.totalScore < 10 || (row.totalScore === 10 && row.slug > 'e-5'));
      await expectAnswer(
        t,
        () => from(askExperts, { totalScore: 10, slug: 'e-5' }),
        ranked,
        'wrong-page',
        'experts, whose row stands there',
      );
      await expectAnswer(
        t,
        () => from(askExperts, { totalScore: 10, slug: 'e-5x' }),
        ranked,
        'wrong-page',
        'experts, where no row stands',
      );
    },
  },
  {
    clause: 'AN-PAGE-02',
    title: 'while others come and go, before and behind the reader, a row that stays is read exactly once',
    applies: whenAnalytics,
    run: async (t) => {
      for (const [name, ask, whole] of lists) {
        const { scene, port } = await filled(t);
        const before = whole(scene.answers());
        let turn = 0;
        const pages = await walk(port, ask, 2, async () => {
          turn += 1;
          // A list that grows for ever is read for ever.
          if (turn > 5) return;
          for (const createdAt of ['0001-01-01T00:00:00.000Z', '9999-01-01T00:00:00.000Z', instant(turn)]) {
            const id = `new-${turn}-${createdAt.slice(0, 4)}`;
            await scene.put(id, {
              'dialogue#meta': { status: 'open', createdAt },
              'tension#00#01': { status: 'open', createdAt },
              [`expert#${id}`]: { totalScore: createdAt.startsWith('9') ? 99 : 0 },
            });
          }
          // One that was read goes, and one that will not be.
          const gone = turn === 2 ? ids[1] : turn === 3 ? ids[9] : undefined;
          if (gone === undefined) return;
          const at = ids.indexOf(gone);
          await scene.put(gone, { 'dialogue#meta': {}, 'tension#00#01': {}, [`expert#e-${at}`]: {} }, 'nothing');
        });
        const read = pages.flat().map((row) => JSON.stringify(row));
        t.equal(read.length, new Set(read).size, 'read-twice', name);
        const after = new Set(whole(scene.answers()).map((row) => JSON.stringify(row)));
        const stayed = before.map((row) => JSON.stringify(row)).filter((row) => after.has(row));
        const missing = stayed.filter((row) => !read.map(canonical).includes(canonical(row)));
        t.equal(missing, [], 'not-read', name);
      }
    },
  },
];

/** The row whatever the order of its fields. */
function canonical(row: string): string {
  return JSON.stringify(Object.entries(JSON.parse(row) as object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
