import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';

/** ADR-07: a record that lists methods answers the questions of the gate, while it is proposed too. What was rejected answers to nobody. */
export function unansweredQuestions({ head }: Change): readonly Finding[] {
  return head.decisions
    .filter(({ status }) => status !== 'rejected')
    .flatMap(({ number, questions }) =>
      questions.flatMap(({ heading, place, unanswered }): readonly Finding[] =>
        unanswered === undefined
          ? []
          : [
              {
                rule: 'ADR-07',
                subject: number,
                message: `${number}: the question "${heading}" ${unanswered}.`,
                place,
              },
            ],
      ),
    );
}
