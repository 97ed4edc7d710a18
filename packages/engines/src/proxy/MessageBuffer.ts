/** The bytes of one direction that have arrived and make no message yet. */
export class MessageBuffer {
  #parts: Buffer[] = [];
  #size = 0;
  /** With fewer bytes than this there is no message. */
  #wanted = 1;

  /**
   * Takes what has arrived, and gives out each message that is whole. `lengthOf` says how long the message at the start of some bytes is;
   * of what tells its length, when that is not there yet. It is asked again after each message, since one may change how the next is read.
   */
  *push(chunk: Buffer, lengthOf: (bytes: Buffer) => number): Generator<Buffer> {
    this.#parts.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#wanted) return;
    let bytes = Buffer.concat(this.#parts);
    for (;;) {
      this.#parts = [bytes];
      this.#size = bytes.length;
      const length = lengthOf(bytes);
      if (bytes.length < length) {
        this.#wanted = length;
        return;
      }
      yield bytes.subarray(0, length);
      bytes = bytes.subarray(length);
    }
  }

  /** What is left, which is then forgotten. */
  take(): Buffer {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#size = 0;
    this.#wanted = 1;
    return bytes;
  }
}
