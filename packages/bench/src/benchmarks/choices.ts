import { dialogueId, type Change } from '@colloquy/core';
import { openPostgresStore } from '@colloquy/store-postgres';
import { partitionData } from '../data/partitionData.ts';
import type { Benchmark, Contender } from '../harness/Contender.ts';
import { choices as openChoices, type Choices } from '../raw/postgresChoices.ts';
import { benchPostgres } from '../workbench/benchPostgres.ts';
import { dataSeed } from '../workbench/fill.ts';

/** A commit has at most so many. */
const mostRecords = 1000;

export const choices: Benchmark = {
  name: 'choices',
  summary:
    'How bytes travel between pg and PostgreSQL, and what a name of a statement saves. Without waiting for the disk.',
  async *groups({ sizes }) {
    await using database = await benchPostgres();
    await using disposer = new AsyncDisposableStack();
    const schema = 'choices';
    const store = disposer.use(await openPostgresStore({ url: database.url, schema }));
    const open = disposer.use(await openChoices(database.url, schema));
    for (const size of sizes.filter((each) => each <= mostRecords)) {
      // One less: the data leaves one record more than it writes.
      const { base, commits } = partitionData(size - 1, dataSeed);
      const id = dialogueId(`read-${size}`);
      for (const commit of [base, ...commits]) await store.commit(id, commit);
      const results = open.results.map(({ name, select }): Contender => {
        return { name, records: size, run: async () => (await select(id)).length };
      });
      yield {
        title: `Results of ${size} records, ${database.description}`,
        contenders: results,
        comparisons: toFirst(results),
      };
      const parameters = parameterContenders(open, partitionData(size, dataSeed).commits[0]?.changes ?? []);
      yield {
        title: `Parameters of ${size} records, ${database.description}`,
        contenders: parameters,
        comparisons: toFirst(parameters),
      };
    }
  },
};

function parameterContenders(open: Choices, changes: readonly Change[]): readonly Contender[] {
  return open.parameters.map(({ name, insert }): Contender => {
    let dialogues = 0;
    let inserted = 0;
    return {
      name,
      records: changes.length,
      run: async () =>
        (inserted = await insert(`${name.replaceAll(/\W+/g, '-')}-${changes.length}-${(dialogues += 1)}`, changes)),
      left: () => inserted,
    };
  });
}

/** Everything against the first, which is what the store does. */
function toFirst([first, ...others]: readonly Contender[]): readonly { readonly of: string; readonly to: string }[] {
  return others.map(({ name }) => ({ of: name, to: first?.name ?? '' }));
}
