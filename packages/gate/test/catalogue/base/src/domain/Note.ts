/** A remark of an expert. */
export interface Note {
  readonly key: string;
  readonly text: string;
}
