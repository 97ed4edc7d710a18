/** Is told of each request of a store, before it is sent and when its answer is there. */
export type Reach = (request: string, phase: 'before' | 'after') => void;
