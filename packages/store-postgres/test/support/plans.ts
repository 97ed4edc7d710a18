import { compareAscii } from '@colloquy/core';
import type pg from 'pg';

/** A node of a plan as `EXPLAIN (FORMAT JSON)` gives it, as far as it is looked at. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap((each) => nodesOf(each))];
}

/** A value as it stands in SQL. */
function literal(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `'{${value.map((each) => JSON.stringify(each)).join(',')}}'`;
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'`;
  return `'${String(value)}'`;
}

/**
 * The nodes of the plan that a prepared statement is run by.
 *
 * @param mode - `force_generic_plan`: the plan without values, which a statement may get after five uses
 */
export async function planOf(
  client: pg.Client,
  sql: string,
  values: readonly unknown[],
  mode: 'auto' | 'force_generic_plan' | 'force_custom_plan',
): Promise<readonly PlanNode[]> {
  await client.query(`SET plan_cache_mode = ${mode}`);
  await client.query(`PREPARE planned AS ${sql}`);
  const given = values.length === 0 ? '' : `(${values.map((value) => literal(value)).join(', ')})`;
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (FORMAT JSON) EXECUTE planned${given}`,
  );
  await client.query('DEALLOCATE planned');
  const root = rows[0]?.['QUERY PLAN'][0].Plan;
  if (root === undefined) throw new Error('no plan');
  return nodesOf(root);
}

/** How the relations of the store are reached: `records_pkey: dialogue_id =, key =` by an index, or `records whole`. Sorted. */
export function accesses(nodes: readonly PlanNode[]): readonly string[] {
  const found = nodes.flatMap((node) => {
    const index = node['Index Name'];
    const relation = node['Relation Name'];
    if (index !== undefined) {
      const conditions = [...(node['Index Cond'] ?? '').matchAll(/(\w+) (=|>=|<|>) /g)];
      return [`${index}: ${conditions.map(([, column, operator]) => `${column} ${operator}`).join(', ')}`];
    }
    const reads = relation !== undefined && !['ModifyTable', 'Bitmap Heap Scan'].includes(node['Node Type']);
    return reads ? [`${relation} whole`] : [];
  });
  return [...new Set(found)].toSorted(compareAscii);
}
