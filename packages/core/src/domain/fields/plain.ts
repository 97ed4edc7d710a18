/**
 * What stands in the place of a value that is no data: a function, a class instance, a getter that throws. A symbol, so that no
 * check can take it for a value; its description tells people what stood there.
 */
export function unusable(description: string): symbol {
  return Symbol(description);
}

/** True for an object literal, of any realm, with or without a prototype. May throw on a hostile proxy. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Sets an own property, `__proto__` like any other. */
export function setOwn(target: object, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (target as Record<string, unknown>)[name] = value;
  }
}
