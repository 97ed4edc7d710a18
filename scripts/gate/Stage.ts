import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Edit, Ran, Scratch } from './Scratch.ts';

/** A finding, as the gate writes it in JSON. */
export interface Told {
  readonly rule: string;
  readonly subject: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly evidence: readonly string[];
  readonly fix: string;
}

/** What the gate came to. */
export interface Judged {
  readonly status: number | null;
  readonly findings: readonly Told[];
}

/** What a finding must be. */
export interface Wanted {
  readonly rule: string;
  readonly file: string;
  /** Stands in the line that it points at. */
  readonly at?: string;
  /** Stands in its reason. */
  readonly says?: string;
}

/** Reports that are not of these sources, or of a part of the suite: what was not run again is not believed. */
const ofReports = new Set(['RESULT-01', 'RESULT-02', 'RESULT-03', 'CLAUSE-02', 'BUDGET-05']);

const longest = 40;

/** Where a demonstration is given: it tells what it does and what comes of it, and remembers what did not come as expected. */
export class Stage {
  readonly scratch: Scratch;
  /** True: everything, with the suite on every backend. */
  readonly deep: boolean;
  readonly failures: string[] = [];

  constructor(scratch: Scratch, deep: boolean) {
    this.scratch = scratch;
    this.deep = deep;
  }

  say(text: string): void {
    console.log(`\n# ${text}`);
  }

  /** The beginning of an output. */
  show(output: string): void {
    const lines = output.split('\n');
    const rest = lines.length - longest;
    const shown = rest > 0 ? [...lines.slice(0, longest), `... and ${rest} more lines`] : lines;
    console.log(shown.map((line) => `  ${line}`.trimEnd()).join('\n'));
  }

  expect(holds: boolean, what: string): void {
    console.log(`${holds ? 'as expected' : 'NOT AS EXPECTED'}: ${what}`);
    if (!holds) this.failures.push(what);
  }

  edit(what: string, edits: readonly Edit[]): void {
    this.say(what);
    this.scratch.edit(edits);
    this.show([...new Set(edits.map(({ file }) => `edited ${file}`))].join('\n'));
  }

  /** Builds packages; what the compiler says is shown when it refuses. */
  builds(names: readonly string[] | undefined, what: string): void {
    const { status, output } = this.scratch.build(names);
    if (status !== 0) this.show(output);
    this.expect(status === 0, what);
  }

  /** That the law of a mutant's clause fails on it, for its reason. */
  mutantDies(name: string): void {
    const support = 'packages/conformance/test/coreMutants';
    const file = pathToFileURL(join(this.scratch.root, support, `${name}.ts`)).href;
    const { status, output } = this.scratch.node(`${support}/support/child.ts`, file, '20260206', '5');
    const isKilled = status === 0 && output.includes('"verdict":"killed"');
    if (!isKilled) this.show(output);
    this.expect(isKilled, `the mutant ${name} dies by the law of its clause`);
  }

  /** Runs the suite as `npm run conformance` does, for the backends named or all, or a part of it. */
  conformance(args: readonly string[], what: string): void {
    this.say(`npm run conformance ${['--', '--runs', '1', ...args].join(' ')}`);
    const { status, output } = this.scratch.node('scripts/conformance.ts', '--runs', '1', ...args);
    // Of a suite that failed every line may be the one that says why.
    if (status === 0) this.show(output);
    else console.log(output);
    this.expect(status === 0, what);
  }

  gateCommand(...args: readonly string[]): Ran {
    return this.scratch.node('packages/gate/dist/bin.js', ...args);
  }

  /**
   * Lets the gate judge the copy as it lies there.
   *
   * @param beside - true: findings about reports that are out of date are counted, and not shown
   */
  gate(beside: boolean): Judged {
    this.say('colloquy-gate check --against HEAD');
    const file = this.scratch.beside('outcome.json');
    const { status, output } = this.gateCommand(
      'check',
      '--against',
      'HEAD',
      '--format',
      'text',
      '--format',
      `json=${file}`,
    );
    const { findings } = JSON.parse(readFileSync(file, 'utf8')) as { readonly findings: readonly Told[] };
    const own = beside ? findings.filter(({ rule }) => !ofReports.has(rule)) : findings;
    if (own.length === findings.length) this.show(output);
    else {
      this.show(own.map(textOf).join('\n'));
      this.show(`and ${findings.length - own.length} findings about reports that are not of these sources`);
    }
    console.log(`  exit code ${status}`);
    return { status, findings: own };
  }

  /** That a finding is among those of the gate, at its line, with its reason and with what to do. */
  expectFinding({ findings }: Judged, { rule, file, at = '', says = '' }: Wanted): void {
    const found = findings.find((each) => each.rule === rule && each.file === file && each.message.includes(says));
    const line = found === undefined ? undefined : this.#lineOf(found);
    const isRight = found !== undefined && (line ?? '').includes(at) && found.fix !== '';
    const place = found === undefined ? file : `${file}:${found.line}`;
    this.expect(isRight, `${rule} at ${place}${at === '' ? '' : `, the line with "${at}"`}`);
  }

  /** That nothing else was found. */
  expectRules({ findings }: Judged, rules: readonly string[]): void {
    const found = [...new Set(findings.map(({ rule }) => rule))].toSorted((a, b) => (a < b ? -1 : 1));
    this.expect(found.join(' ') === rules.join(' '), `the rules are ${rules.join(', ') || 'none'}`);
    if (found.join(' ') !== rules.join(' ')) this.show(`found: ${found.join(', ')}`);
  }

  #lineOf({ file, line }: Told): string | undefined {
    try {
      return this.scratch.read(file).split('\n')[line - 1];
    } catch {
      return undefined;
    }
  }
}

function textOf({ rule, file, line, message, evidence, fix }: Told): string {
  return [`${rule}  ${file}:${line}`, ...[message, ...evidence, fix].map((each) => `  ${each}`), ''].join('\n');
}
