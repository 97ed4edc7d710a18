/** The files of a project at one end of a change. Paths are relative to its root, with `/`. */
export interface Tree {
  /** How a person calls it: `the working tree`, `main (4255360)`. */
  readonly name: string;
  /** Where it lies on disk, for a compiler that follows imports out of the tree. */
  readonly root: string;
  /** The text of a file, or undefined when it is not there. @throws Unreadable when it is there and cannot be read */
  read(path: string): string | undefined;
  /** Paths of the files below a folder, sorted by code units; none for a folder that is not there. */
  list(folder: string): readonly string[];
}
