import { whyUnanswered } from '../decisions/answers.ts';
import { questions, questionsHeading } from '../decisions/questions.ts';
import type { Question } from '../model/Decision.ts';
import type { Place } from '../model/Place.ts';
import { headingOf, type Heading, type VisibleLine } from '../text/visibleLines.ts';

/** Lines from a heading up to the next one that is not below it. */
function sectionOf(lines: readonly VisibleLine[], heading: Heading): readonly VisibleLine[] {
  const start = lines.findIndex(({ number }) => number === heading.number) + 1;
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => (headingOf(line)?.level ?? 7) <= heading.level);
  return end === -1 ? rest : rest.slice(0, end);
}

function headingsIn(lines: readonly VisibleLine[], level: number, text: string): readonly Heading[] {
  return lines.map(headingOf).filter((heading) => heading?.level === level && heading.text === text) as Heading[];
}

/**
 * What became of the eight questions: each needs its exact heading, once, and an answer under it. Headings below it are not part of the answer, nor are
 * comments and fences of code, which the lines no longer have.
 *
 * @param missing - place of a question for which there is no heading and no part
 */
export function readQuestions(lines: readonly VisibleLine[], file: string, missing: Place): readonly Question[] {
  const placeOf = ({ number }: VisibleLine): Place => ({ file, line: number, column: 1 });
  const [part, second] = headingsIn(lines, 2, questionsHeading);
  const within = part === undefined ? [] : sectionOf(lines, part);
  return questions.map(({ heading }): Question => {
    const [found, again] = headingsIn(within, 3, heading);
    if (part === undefined)
      return { heading, place: missing, unanswered: `has no heading, as there is no part "${questionsHeading}"` };
    if (second !== undefined)
      return { heading, place: placeOf(second), unanswered: `stands in one of two parts "${questionsHeading}"` };
    if (found === undefined) return { heading, place: placeOf(part), unanswered: 'has no heading' };
    if (again !== undefined) return { heading, place: placeOf(again), unanswered: 'is asked twice' };
    const answer = sectionOf(within, found).filter((line) => headingOf(line) === undefined);
    return { heading, place: placeOf(found), unanswered: whyUnanswered(answer.map(({ text }) => text).join('\n')) };
  });
}
