import { layoutOf, paint, type Layout } from '../render/Layout.ts';
import { safeJson } from '../render/safeJson.ts';

/** How data is written: text for a person, one JSON document, or a line of JSON for each event and one for the result. */
export type Format = 'text' | 'json' | 'ndjson';

/** What happens during a long command. */
export interface ProgressEvent {
  /** `progress`, `warning`, ... */
  readonly event: string;
  readonly [fact: string]: unknown;
}

export interface OutputOptions {
  readonly format: Format;
  readonly colour: boolean;
}

/** Where a command writes: data to standard output, everything else to standard error. */
export class Output {
  readonly format: Format;
  /** Of standard output. */
  readonly layout: Layout;
  /** Of standard error. */
  readonly margin: Layout;
  #progressShown = false;

  constructor({ format, colour }: OutputOptions) {
    const { stdout, stderr, env } = process;
    const noColor = env['NO_COLOR'];
    const layout = (stream: NodeJS.WriteStream): Layout =>
      layoutOf({ isTTY: stream.isTTY, columns: stream.columns, noColor }, colour);
    this.format = format;
    this.layout = layout(stdout);
    this.margin = layout(stderr);
  }

  /** The result of the command: `document` for programs, `lines` for people. */
  result(document: object, lines: (layout: Layout) => readonly string[]): void {
    this.#endProgress();
    if (this.format === 'text')
      this.#out(
        lines(this.layout)
          .map((line) => `${line}\n`)
          .join(''),
      );
    else if (this.format === 'json') this.#out(`${safeJson(document, 2)}\n`);
    else this.#out(`${safeJson({ event: 'result', ...document }, 0)}\n`);
  }

  /** Text that is the data itself, such as a document or a drawing. */
  raw(text: string): void {
    this.#endProgress();
    this.#out(text);
  }

  /** Something happens: a line of NDJSON; on a terminal a line that the next one replaces; else nothing. */
  progress(event: ProgressEvent, line: string): void {
    if (this.format === 'ndjson') {
      this.#out(`${safeJson(event, 0)}\n`);
    } else if (process.stderr.isTTY) {
      this.#progressShown = true;
      process.stderr.write(`\r\u001b[K${line.slice(0, this.margin.width - 1)}`);
    }
  }

  /** A remark for a person, beside the data. */
  note(lines: readonly string[]): void {
    this.#endProgress();
    process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  }

  /** A remark that should not be overlooked. */
  warn(lines: readonly string[]): void {
    this.note(lines.map((line) => paint(this.margin, 'bad', line)));
  }

  #out(text: string): void {
    process.stdout.write(text);
  }

  #endProgress(): void {
    if (this.#progressShown) process.stderr.write('\r\u001b[K');
    this.#progressShown = false;
  }
}
