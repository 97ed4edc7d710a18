import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Node } from 'yaml';
import type { Place } from '../model/Place.ts';

/** What is wrong with a file, and where. */
export interface Fault {
  readonly message: string;
  readonly place: Place;
}

/** A member of a map, as far as it is one. */
export interface YamlEntry {
  readonly key: string;
  /** Of the key. */
  readonly place: Place;
  readonly value: Node | null;
}

/**
 * YAML that says what it looks like: every scalar is text (the failsafe schema, so `0012` is no number and `no` no boolean), and there are no
 * anchors, aliases, tags, directives or tabs. What is not so is a fault, with its place; reading goes on, so that all of them are found at once.
 */
export class PlainYaml {
  readonly faults: Fault[] = [];
  readonly root: Node | null;
  readonly #file: string;
  readonly #firstLine: number;
  readonly #lines = new LineCounter();

  /**
   * @param text - lines end in LF
   * @param firstLine - number of its first line within the file, from 1
   */
  constructor(text: string, file: string, firstLine: number) {
    this.#file = file;
    this.#firstLine = firstLine;
    this.root = this.#parse(text);
  }

  #parse(text: string): Node | null {
    let root: Node | null = null;
    try {
      const document = parseDocument(text, {
        lineCounter: this.#lines,
        prettyErrors: false,
        schema: 'failsafe',
        strict: true,
        uniqueKeys: true,
        version: '1.2',
      });
      for (const { message, pos } of [...document.errors, ...document.warnings]) this.#faultAt(message, pos[0]);
      root = document.contents;
    } catch {
      // The parser goes down with every level, and its stack ends.
      this.#faultAt('is nested too deeply', 0);
    }
    for (const { index } of text.matchAll(/\t/g))
      this.#faultAt('a tab, where YAML is read differently by different readers', index);
    for (const { index } of text.matchAll(/^%/gm)) this.#faultAt('a directive', index);
    if (this.faults.length > 0) return null;
    visit(root, {
      Node: (_, node) => {
        if (isAlias(node)) this.fault(`an alias: write the value out`, node);
        else if (node.anchor !== undefined) this.fault(`an anchor: write the value where it belongs`, node);
        else if (node.tag !== undefined) this.fault(`a tag: every value is plain text`, node);
      },
    });
    return this.faults.length > 0 ? null : root;
  }

  #placeAt(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line: Math.max(line, 1) + this.#firstLine - 1, column: Math.max(col, 1) };
  }

  #faultAt(message: string, offset: number): void {
    this.faults.push({ message, place: this.#placeAt(offset) });
  }

  /** Where a node begins; the first line for none. */
  placeOf(node: Node | null): Place {
    return this.#placeAt(node?.range?.[0] ?? 0);
  }

  fault(message: string, where: Node | Place | null): void {
    const place = where !== null && 'file' in where ? where : this.placeOf(where);
    this.faults.push({ message, place });
  }

  /** Members of a map, in their order; a fault and none for anything else. An empty value is an empty map. */
  entries(node: Node | null, what: string): readonly YamlEntry[] {
    if (this.#isEmpty(node)) return [];
    if (!isMap(node)) {
      this.fault(`${what} is not a map of names to values`, node);
      return [];
    }
    const entries: YamlEntry[] = [];
    for (const { key, value } of node.items) {
      if (isScalar(key) && typeof key.value === 'string') {
        entries.push({ key: key.value, place: this.placeOf(key), value: value as Node | null });
      } else this.fault(`${what} has a name that is no text`, key as Node | null);
    }
    return entries;
  }

  /** Members of a list, in their order; a fault and none for anything else. An empty value is an empty list. */
  items(node: Node | null, what: string): readonly (Node | null)[] {
    if (this.#isEmpty(node)) return [];
    if (isSeq(node)) return node.items as (Node | null)[];
    this.fault(`${what} is not a list`, node);
    return [];
  }

  /** A scalar, without the space around it; undefined when it is empty, and with a fault when it is no scalar. */
  text(node: Node | null, what: string): string | undefined {
    if (this.#isEmpty(node)) return undefined;
    if (isScalar(node) && typeof node.value === 'string') return node.value.trim();
    this.fault(`${what} is not a text`, node);
    return undefined;
  }

  #isEmpty(node: Node | null): boolean {
    return node === null || (isScalar(node) && typeof node.value === 'string' && /^(?:\s*|~|null)$/.test(node.value));
  }
}
