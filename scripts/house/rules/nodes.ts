/** The little of the syntax tree (ESTree with TypeScript) that the house rules look at. */
export interface Node {
  readonly type: string;
  readonly parent: Node | null;
  readonly name?: string;
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly operator?: string;
  readonly callee?: Node;
  readonly object?: Node;
  readonly property?: Node;
  readonly source?: Node | null;
  readonly expression?: Node;
  readonly moduleReference?: Node;
  readonly left?: Node;
  readonly right?: Node;
  readonly arguments?: readonly Node[];
  readonly specifiers?: readonly Node[];
  readonly imported?: Node;
}

interface Reference {
  readonly identifier: Node;
  readonly resolved: { readonly defs: readonly unknown[] } | null;
}

/** What oxlint hands to a rule. */
export interface Context {
  /** Absolute path of the file. */
  readonly filename: string;
  readonly sourceCode: {
    getScope(node: Node): { readonly references: readonly Reference[] };
  };
  report(found: { readonly node: Node; readonly message: string }): void;
}

export type Visitor = Readonly<Record<string, (node: Node) => void>>;

export interface Rule {
  readonly meta: { readonly type: 'problem'; readonly docs: { readonly description: string } };
  create(context: Context): Visitor;
}
