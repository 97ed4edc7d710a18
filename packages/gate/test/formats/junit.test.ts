import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import { ruleIds } from '../../src/rules/registry.ts';
import { attacked, passed, refused, unreadable } from './outcomes.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Parses with a parser that refuses what is not well-formed. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  const [document] = root.children;
  if (document === undefined) throw new TypeError('no element');
  return document;
}

const casesOf = (xml: string): readonly Element[] =>
  parse(xml).children[0]?.children.filter(({ name }) => name === 'testcase') ?? [];

describe('JUnit XML', () => {
  test('has a test case for each rule, which fails with its findings', () => {
    const root = parse(formats.junit(refused));
    expect(root).toMatchObject({
      name: 'testsuites',
      attributes: { name: 'colloquy-gate', tests: String(ruleIds.length), failures: '1', errors: '0' },
    });
    const cases = casesOf(formats.junit(refused));
    expect(cases.map(({ attributes }) => attributes['name']?.split(' ')[0])).toEqual(ruleIds);
    const failed = cases.filter(({ children }) => children.some(({ name }) => name === 'failure'));
    expect(failed.map(({ attributes }) => attributes)).toEqual([
      { classname: 'colloquy-gate', name: 'BUDGET-03 measured requests stay within the budget' },
    ]);
    expect(failed[0]?.children).toEqual([
      {
        name: 'failure',
        attributes: { type: 'BUDGET-03', message: 'Store.load takes 3 requests, and its budget is 1.' },
        children: [],
        text: '\nsrc/contracts/store.ts:12:7: Store.load takes 3 requests, and its budget is 1.\n  | GetItem d#1 item#1\n  | GetItem d#1 item#2\nWhat to do: Look at the requests that are listed and ask for less; only a decision may raise the budget.',
      },
    ]);
    const [lifted] = cases.filter(({ attributes }) => attributes['name']?.startsWith('ADR-01 ') === true);
    expect(lifted?.children).toEqual([
      {
        name: 'system-out',
        attributes: {},
        children: [],
        text: 'excepted until 2026-04-01 by @example/owners: Store.load is new.',
      },
    ]);
  });

  test('several findings of a rule are one failure', () => {
    const [finding] = refused.findings;
    if (finding === undefined) throw new TypeError('no finding');
    const cases = casesOf(formats.junit({ ...passed, findings: [finding, { ...finding, message: 'And another.' }] }));
    const failures = cases.flatMap(({ children }) => children);
    expect(failures.map(({ attributes }) => attributes['message'])).toEqual([
      'Store.load takes 3 requests, and its budget is 1. And another.',
    ]);
  });

  test('passes, and says when the gate could not judge', () => {
    expect(parse(formats.junit(passed)).attributes['failures']).toBe('0');
    expect(formats.junit(passed)).toContain('<property name="verdict" value="passed"/>');
    expect(formats.junit(unreadable)).toContain('<property name="verdict" value="cannot judge"/>');
  });

  test('is well-formed whatever a change is called', () => {
    const failures = casesOf(formats.junit(attacked)).flatMap(({ children }) => children);
    expect(failures.map(({ name }) => name)).toEqual(['failure', 'system-out']);
    expect(failures[0]?.text).toContain(String.raw`]]> --> </failure>&amp;<b> "q" 's'`);
    expect(failures[0]?.text).toContain(
      String.raw`\u{0}\u{7}\u{1b}[31m\u{9b} \u{202e}evil\u{2066} \u{200b}\u{feff}\u{2028}\u{2029} \u{d800} \u{fffe}\u{ffff}`,
    );
  });
});
