import type { Bound, ContractEntry } from '../model/Contract.ts';
import type { Side } from '../model/Side.ts';
import type { Method, Trait } from '../model/Trait.ts';
import { entryOf } from '../rules/methods.ts';
import { recordsOf } from '../rules/records.ts';
import { linkTarget, markdownCode, markdownText, relativePath } from '../text/markdown.ts';
import { byCodeUnits } from '../read/byCodeUnits.ts';

const shapeDigits = 12;
/** What stands where the contract says nothing. */
const nothing = '-';

function boundTexts(unit: string, bound: Bound): readonly string[] {
  if (typeof bound === 'string') return [`${markdownText(unit)}: ${markdownCode(bound)}`];
  return Object.entries(bound)
    .sort(([a], [b]) => byCodeUnits(a, b))
    .map(([name, formula]) => `${markdownText(`${unit} (${name})`)}: ${markdownCode(formula)}`);
}

function budgetText({ budget }: ContractEntry): string {
  const units = Object.entries(budget ?? {}).sort(([a], [b]) => byCodeUnits(a, b));
  if (budget !== undefined && units.length === 0) return '0';
  return units.flatMap(([unit, bound]) => boundTexts(unit, bound)).join('<br>');
}

function decisionText({ adr }: ContractEntry, { configuration, decisions }: Side): string {
  const [record] = adr === undefined ? [] : recordsOf(decisions, adr);
  if (adr === undefined || record === undefined) return markdownText(adr ?? '');
  return `[${adr}](${linkTarget(relativePath(configuration.traitReport, record.place.file))})`;
}

function row(method: Method, side: Side): string {
  const entry = entryOf(side, method);
  const said =
    entry === undefined
      ? ['', '', '', '', '']
      : [
          markdownText(entry.keys ?? ''),
          entry.access ?? '',
          budgetText(entry),
          (entry.clauses ?? []).map(markdownText).join(' '),
          decisionText(entry, side),
        ];
  const cells = [
    markdownCode(`${method.name}(${method.parameters.join(', ')}): ${method.result}`),
    ...said,
    markdownCode(method.shape.slice(0, shapeDigits)),
  ];
  return `| ${cells.map((cell) => (cell === '' ? nothing : cell)).join(' | ')} |`;
}

function section(trait: Trait, side: Side): string {
  const file = linkTarget(relativePath(side.configuration.traitReport, trait.place.file));
  const methods = trait.methods.toSorted((a, b) => byCodeUnits(a.name, b.name));
  return [
    `## ${markdownText(trait.name)}`,
    '',
    `${trait.kind === 'analytics' ? 'An' : 'A'} ${trait.kind} trait in [${markdownText(trait.place.file)}](${file}).`,
    '',
    '| method | keys | access | budget | clauses | decision | shape |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...methods.map((method) => row(method, side)),
    '',
    '',
  ].join('\n');
}

/**
 * The trait report: a table per trait, with a line per method, for reviewers of a pull request. Equal traits, contracts and decisions give an equal text,
 * byte for byte.
 *
 * `shape` is the beginning of a digest over the signature and everything it reaches, so that a change which no signature shows is seen here.
 */
export function traitReport(side: Side): string {
  const traits = side.traits.toSorted((a, b) => byCodeUnits(a.name, b.name));
  const kinds = (['partition', 'analytics', 'service'] as const).map((kind) => {
    const of = traits.filter((trait) => trait.kind === kind);
    return `${of.reduce((sum, { methods }) => sum + methods.length, 0)} in ${of.length} ${kind} traits`;
  });
  const count = traits.reduce((sum, { methods }) => sum + methods.length, 0);
  return [
    '# Traits\n\n',
    'Every method of every trait: what it is called with, which keys it touches, what it may cost, what proves it and which decision admitted it.\n',
    'Written by `colloquy-gate report` and compared by `colloquy-gate check`.\n\n',
    ...traits.map((trait) => section(trait, side)),
    `${traits.length} traits, ${count} methods: ${kinds.join(', ')}.\n`,
  ].join('');
}
