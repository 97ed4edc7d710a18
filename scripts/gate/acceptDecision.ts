import type { Stage } from './Stage.ts';

/** What a person would write into a new record. */
export interface Answers {
  /** `Trait.method`. */
  readonly method: string;
  readonly title: string;
  readonly partitionKey: string;
  readonly bound: string;
  readonly capability: string;
  readonly context: string;
  readonly options: string;
  readonly outcome: string;
  readonly consequences: string;
  readonly confirmation: string;
  /** To the questions of the gate, in their order. */
  readonly questions: readonly string[];
}

/** A record that `new-adr` has begun. */
export interface Begun {
  readonly file: string;
  readonly number: string;
}

/** Begins a record, and lists it with the others. */
export function beginDecision(stage: Stage, { method, title }: Answers): Begun {
  stage.say(`colloquy-gate new-adr --method ${method} --title '${title}'`);
  const { status, output } = stage.gateCommand('new-adr', '--method', method, '--title', title);
  stage.show(output);
  const [file = '', number = ''] = /^docs\/adr\/(\d{4})-[a-z0-9-]+\.md$/m.exec(output) ?? [];
  stage.expect(status === 0 && number !== '', 'a record is begun');
  const end = '\n\n## Founding decisions\n';
  const row = `\n| [${number}](${file.slice('docs/adr/'.length)}) | ${title} |`;
  stage.edit('the record in the list of decisions', [
    { file: 'docs/adr/README.md', find: end, replace: `${row}${end}` },
  ]);
  return { file, number };
}

/** Answers its questions and accepts it, as its reviewers would. */
export function acceptDecision(stage: Stage, { file }: Begun, answers: Answers): void {
  const { partitionKey, bound, capability, context, options, outcome, consequences, confirmation } = answers;
  const proposed = stage.scratch.read(file);
  let accepted = proposed
    .replace('status: proposed', 'status: accepted')
    .replace('partition-key:', `partition-key: ${partitionKey}`)
    .replace('bound:', `bound: ${bound}`)
    .replace('capability:', `capability: ${capability}`);
  // The comments under the headings say what belongs there; those of the questions stand before their answers.
  for (const text of [context, options, outcome]) accepted = accepted.replace(/<!-- .* -->/, text);
  for (const answer of answers.questions) accepted = accepted.replace(/<!-- .* -->\n\n_Answer:_/, answer);
  for (const text of [consequences, confirmation]) accepted = accepted.replace(/<!-- .* -->/, text);
  stage.scratch.write(file, accepted);
  stage.say(`${file}, answered and accepted`);
  stage.expect(!/<!--|_Answer:_/.test(accepted), 'nothing in it is left open');
}

/** Writes the trait report anew. */
export function writeTraitReport(stage: Stage): void {
  stage.say('colloquy-gate report');
  const { status, output } = stage.gateCommand('report');
  stage.show(output);
  stage.expect(status === 0, 'the trait report is written anew');
}
