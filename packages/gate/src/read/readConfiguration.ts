import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, type Document } from 'yaml';
import type { Finding } from '../model/Finding.ts';
import { startOf, type Place } from '../model/Place.ts';
import { configurationFile, configurationSchema, type Configuration } from './configuration.ts';
import { printable } from './printable.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

/** A step of the way to a setting. */
type Step = PropertyKey;

function pathText(path: readonly Step[]): string {
  return path.map((step) => printable(String(step))).join('.');
}

/** JSON with places: the document knows where a setting stands, and refuses what stands twice. */
class SettingsText {
  readonly #file: string;
  readonly #counter = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(file: string, text: string) {
    this.#file = file;
    // JSON is YAML 1.2 (https://yaml.org/spec/1.2.2/, section 1.2); what is YAML and no JSON is refused beside it.
    this.#document = parseDocument(text, {
      lineCounter: this.#counter,
      uniqueKeys: true,
      schema: 'json',
      merge: false,
    });
  }

  placeAt(offset: number): Place {
    const { line, col } = this.#counter.linePos(offset);
    return { file: this.#file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** What makes it no document: a duplicate name, or broken syntax. */
  errors(): readonly Finding[] {
    return this.#document.errors.map(({ message, pos, code }) => ({
      rule: 'READ-01',
      subject: this.#file,
      message:
        code === 'DUPLICATE_KEY'
          ? 'a setting stands here twice'
          : `${this.#file} is no JSON: ${printable(message.split('\n')[0] ?? '')}`,
      place: this.placeAt(pos[0]),
    }));
  }

  /** Where a setting stands, or the nearest thing around it. */
  placeOf(path: readonly Step[]): Place {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.placeAt(node.range[0]);
    }
    return startOf(this.#file);
  }

  /** Where the name of a setting stands. */
  placeOfName(path: readonly Step[], name: string): Place {
    const node: unknown = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    const pair = isMap(node)
      ? node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === name)
      : undefined;
    return isScalar(pair?.key) && pair.key.range ? this.placeAt(pair.key.range[0]) : this.placeOf(path);
  }
}

function parseJson(file: string, text: string, settings: SettingsText): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const offset = /at position (\d+)/.exec(message)?.[1];
    const place = offset === undefined ? startOf(file) : settings.placeAt(Number(offset));
    throw new Unreadable([
      { rule: 'READ-01', subject: file, message: `${file} is no JSON: ${printable(message)}`, place },
    ]);
  }
}

/**
 * Reads the configuration of the gate.
 *
 * @throws Unreadable (READ-01) when it is missing, no JSON, or has settings that are unknown, missing, doubled or malformed: a finding
 * for each, with its place
 */
export function readConfiguration(tree: Tree, file: string = configurationFile): Configuration {
  const text = tree.read(file);
  if (text === undefined) {
    const message = `there is no ${file} in ${tree.name}`;
    throw new Unreadable([{ rule: 'READ-01', subject: file, message, place: startOf(file) }]);
  }
  const settings = new SettingsText(file, text);
  const errors = settings.errors();
  if (errors.length > 0) throw new Unreadable(errors);
  const result = configurationSchema.safeParse(parseJson(file, text, settings));
  if (result.success) return result.data;
  const finding = (path: readonly Step[], said: string, place: Place): Finding => ({
    rule: 'READ-01',
    subject: pathText(path) || file,
    message: path.length === 0 ? printable(said) : `${pathText(path)}: ${printable(said)}`,
    place,
  });
  throw new Unreadable(
    result.error.issues.flatMap((issue) => {
      if (issue.code !== 'unrecognized_keys') return [finding(issue.path, issue.message, settings.placeOf(issue.path))];
      return issue.keys.map((key) =>
        finding([...issue.path, key], 'there is no such setting', settings.placeOfName(issue.path, key)),
      );
    }),
  );
}
