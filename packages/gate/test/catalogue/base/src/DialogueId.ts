declare const brand: unique symbol;

/** Names one dialogue. */
export type DialogueId = string & { readonly [brand]: true };
