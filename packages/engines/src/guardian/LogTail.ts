import type { Readable } from 'node:stream';

const limit = 8192;

/** The end of what a server has written to its log, and whether a line has appeared in it. */
export class LogTail {
  #text = '';
  readonly #awaited = new Map<string, () => void>();

  constructor(stream: Readable) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      this.#text += chunk;
      for (const [words, found] of this.#awaited) {
        if (!this.#text.includes(words)) continue;
        this.#awaited.delete(words);
        found();
      }
      this.#text = this.#text.slice(-limit);
    });
  }

  /** At most 8192 characters. */
  get text(): string {
    return this.#text;
  }

  /** Fulfilled when `words` have been written. Must be asked for before they can be. */
  async includes(words: string): Promise<void> {
    await new Promise<void>((resolve) => this.#awaited.set(words, resolve));
  }
}
