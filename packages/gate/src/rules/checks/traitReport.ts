import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import { startOf } from '../../model/Place.ts';
import { traitReport as render } from '../../traitReport/render.ts';

/**
 * REPORT-01: the committed trait report is the one that the traits give, byte for byte; only the ends of lines are left to the checkout. The place is the first line that
 * differs.
 */
export function traitReport({ head }: Change): readonly Finding[] {
  const file = head.configuration.traitReport;
  const finding = (message: string, line: number, evidence?: readonly string[]): readonly Finding[] => [
    {
      rule: 'REPORT-01',
      subject: file,
      message,
      place: { ...startOf(file), line },
      ...(evidence === undefined ? {} : { evidence }),
    },
  ];
  const text = head.texts[file];
  if (text === undefined) return finding(`There is no trait report ${file}.`, 1);
  const [committed, wanted] = [text.replaceAll('\r\n', '\n'), render(head)];
  if (committed === wanted) return [];
  const [is, be] = [committed.split('\n'), wanted.split('\n')];
  const differing = be.findIndex((line, index) => is[index] !== line);
  const index = differing === -1 ? be.length : differing;
  const show = (line: string | undefined): string => (line === undefined ? 'ends' : `says "${line}"`);
  // Behind a last line feed there is no line.
  const lines = Math.max(1, is.at(-1) === '' ? is.length - 1 : is.length);
  return finding(`${file} differs from what the traits give.`, Math.min(index + 1, lines), [
    `it ${show(is[index])}`,
    `colloquy-gate report ${show(be[index])}`,
  ]);
}
