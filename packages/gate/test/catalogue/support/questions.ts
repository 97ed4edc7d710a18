/** The questions of the gate with answers, as the model project's records have them. */
export const answered = `## Questions of the gate

### Which partition key serves it?

The dialogue id, as everything here.

### What bounds it?

One item of a fixed size.

### How does each backend serve it?

Relational: one row by key. Key-value: one item by key.

### Why is it not a function over a loaded dialogue?

It is asked for where nothing is loaded.

### Why does it not belong to AnalyticsStore?

It is about one dialogue.

### Which alternatives were refused?

Loading the whole dialogue to count it.

### What does it read or write in the clear?

A counter, as the head has one already.

### Which clauses and tests prove it?

Its own clause, with its own law.
`;
