/** What is promised of each method. */
export interface TraitContract<Trait> {
  readonly trait: string;
  readonly methods: {
    readonly [M in keyof Trait as Trait[M] extends (...args: never[]) => unknown ? M : never]: {
      readonly keys: string;
      readonly access: string;
      readonly budget: object;
      readonly errors: readonly string[];
      readonly clauses: readonly string[];
      readonly adr: string;
    };
  };
}
