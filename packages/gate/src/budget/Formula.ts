/**
 * A bound of a cost: a whole number plus, for each variable, so many for every so much of it. Linear, so that it can be compared with a limit.
 */
export interface Formula {
  readonly constant: number;
  readonly terms: readonly Term[];
}

/** `factor * ceil(variable / divisor)`, or `factor * variable` with a divisor of 1. */
export interface Term {
  readonly variable: string;
  readonly factor: number;
  readonly divisor: number;
}

const units: Readonly<Record<string, number>> = { '': 1, KB: 1000, MB: 1_000_000, KiB: 1024, MiB: 1_048_576 };

const number = String.raw`(0|[1-9]\d{0,8})`;
const variable = '([a-z][A-Za-z]*)';
const patterns = {
  constant: new RegExp(`^${number}$`),
  pages: new RegExp(String.raw`^(?:${number} *\* *)?ceil\( *${variable} */ *${number}(?: *(KB|MB|KiB|MiB))? *\)$`),
  each: new RegExp(String.raw`^(?:${number} *\* *)?${variable}$`),
};

/**
 * Reads the text of a formula: a sum of whole numbers, `ceil(variable / size)` and variables, each with a factor before it or none. A size may have a unit:
 * KB and MB are powers of 1 000, KiB and MiB of 1 024.
 *
 * @returns the formula, or a sentence that says what is wrong with the text
 *
 * @example
 * parseFormula('2 + ceil(bytes / 1 MB)'); // { constant: 2, terms: [{ variable: 'bytes', factor: 1, divisor: 1000000 }] }
 */
export function parseFormula(text: string): Formula | string {
  let constant = 0;
  const terms: Term[] = [];
  for (const part of text.split('+').map((each) => each.trim())) {
    const read = parseTerm(part);
    if (typeof read === 'string') return read;
    if (typeof read === 'number') constant += read;
    else terms.push(read);
  }
  return { constant, terms };
}

function parseTerm(text: string): number | Term | string {
  const constant = patterns.constant.exec(text);
  if (constant !== null) return Number(text);
  const pages = patterns.pages.exec(text);
  if (pages !== null) {
    const [, factor = '1', name = '', size = '', unit = ''] = pages;
    const divisor = Number(size) * (units[unit] ?? Number.NaN);
    return divisor > 0 ? { variable: name, factor: Number(factor), divisor } : `it divides by 0: ${text}`;
  }
  const each = patterns.each.exec(text);
  if (each !== null) {
    const [, factor = '1', name = ''] = each;
    return { variable: name, factor: Number(factor), divisor: 1 };
  }
  return text === ''
    ? 'a term of the sum is empty'
    : `${JSON.stringify(text)} is no whole number, variable or ceil(variable / size)`;
}

/**
 * What a formula comes to.
 *
 * @returns the number, or the name of a variable that `sizes` does not have
 */
export function valueOf(formula: Formula, sizes: Readonly<Record<string, number>>): number | string {
  let sum = formula.constant;
  for (const { variable: name, factor, divisor } of formula.terms) {
    const size = Object.hasOwn(sizes, name) ? sizes[name] : undefined;
    if (size === undefined) return name;
    sum += factor * Math.ceil(size / divisor);
  }
  return sum;
}
