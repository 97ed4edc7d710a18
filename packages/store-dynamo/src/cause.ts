import { isColloquyError } from '@colloquy/core';

/** What the client knows of a failure, without the request and the answer themselves. */
class ClientFailure extends Error {
  override readonly name: string;

  constructor(name: string, message: string, facts: object) {
    super(message);
    this.name = name;
    Object.assign(this, facts);
  }
}

/** Names of answers whose text repeats the headers that were signed, the session token among them. */
const repeating = /Signature|Token|Credentials/;

const withoutUser = (text: string): string => text.replaceAll(/\/\/[^/@\s]*@/g, '//');

function textOf({ name, message }: Error): string {
  return repeating.test(name) ? 'The text is left out: it may repeat what was signed.' : withoutUser(message);
}

/** Facts of these types and names, wherever they stand; nothing else. */
function factsOf(error: Error): object {
  const facts: Record<string, unknown> = {};
  const metadata = '$metadata' in error && typeof error.$metadata === 'object' ? error.$metadata : null;
  for (const [name, type] of [
    ['code', 'string'],
    ['httpStatusCode', 'number'],
    ['requestId', 'string'],
    ['attempts', 'number'],
  ] as const) {
    const source: object = name === 'code' ? error : (metadata ?? {});
    const value: unknown = Object.getOwnPropertyDescriptor(source, name)?.value;
    if (typeof value === type) facts[name] = value;
  }
  return facts;
}

/**
 * What may be shown of an error of the client. The error itself holds the answer, which leads to the request with its signed headers
 * and the connection, and that of a malformed endpoint holds the address with whatever it begins with.
 */
export function causeOf(error: unknown): unknown {
  if (isColloquyError(error)) return error;
  if (!(error instanceof Error)) return undefined;
  return new ClientFailure(error.name, textOf(error), factsOf(error));
}
