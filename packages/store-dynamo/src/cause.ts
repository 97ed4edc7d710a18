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

/** The text of a service, of the network, and of a limit of time. That of others, such as who provides credentials, may say anything. */
function textOf(error: Error, facts: object): string {
  const isKnown = 'httpStatusCode' in facts || 'code' in facts || error.name === 'TimeoutError';
  return isKnown && !repeating.test(error.name) ? withoutUser(error.message) : 'The text is left out.';
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
  const facts = factsOf(error);
  return new ClientFailure(error.name, textOf(error, facts), facts);
}
