import { reportSchema, sourcesDigest, SourcesError } from '@colloquy/conformance/report';
import { z } from 'zod';
import type { Finding } from '../model/Finding.ts';
import { startOf } from '../model/Place.ts';
import type { Proof } from '../model/Proof.ts';
import type { Configuration } from './configuration.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

const verdict = z.enum(['passed', 'failed', 'not-applicable', 'not-run']);

const measurement = z.object({
  trait: z.string(),
  method: z.string(),
  case: z.string().exactOptional(),
  sizes: z
    .object({ records: z.number().nonnegative(), bytes: z.number().nonnegative() })
    .catchall(z.number().nonnegative()),
  requests: z.array(z.object({ unit: z.string(), request: z.string() })),
});

/** As much of a conformance report as is judged. */
const schema = z.object({
  schema: z.literal(reportSchema),
  suite: z.literal('colloquy-conformance'),
  filter: z.string().optional(),
  green: z.boolean(),
  sources: z.array(z.object({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  suites: z
    .array(
      z.object({
        clauses: z.record(z.string(), z.object({ verdict })),
        measured: z.object({ units: z.array(z.string()), measurements: z.array(measurement) }).optional(),
      }),
    )
    .min(1),
});

type Report = z.infer<typeof schema>;

/**
 * The reports that the configuration names.
 *
 * @throws Unreadable READ-07 for each that is missing, does not parse or has another form
 */
export async function readProofs(tree: Tree, { proofs }: Configuration): Promise<readonly Proof[]> {
  const digests = new Map<string, Promise<string | undefined>>();
  const now = async (path: string): Promise<string | undefined> => {
    const digest = digests.get(path) ?? digestOf(tree.root, path);
    digests.set(path, digest);
    return digest;
  };
  const found: Proof[] = [];
  const faults: Finding[] = [];
  for (const [name, { report: file, sources }] of Object.entries(proofs)) {
    const report = readReport(tree, file);
    if (typeof report === 'string') {
      const message = `The conformance report of ${name}, ${file}, ${report}.`;
      faults.push({ rule: 'READ-07', subject: name, message, place: startOf(file) });
    } else {
      const present = await Promise.all(sources.map(async (path) => [path, await now(path)] as const));
      found.push(proofOf(name, file, report, Object.fromEntries(present)));
    }
  }
  if (faults.length > 0) throw new Unreadable(faults);
  return found;
}

function proofOf(name: string, file: string, report: Report, now: Proof['now']): Proof {
  const { suites, sources, green, filter } = report;
  return {
    name,
    file,
    green,
    filter,
    verdicts: verdictsOf(suites),
    sources: Object.fromEntries(sources.map(({ path, sha256 }) => [path, sha256])),
    now,
    units: [...new Set(suites.flatMap(({ measured }) => measured?.units ?? []))],
    measurements: suites.flatMap(({ measured }) => measured?.measurements ?? []),
  };
}

/** A clause that two suites answer for has the worse verdict of the two. */
function verdictsOf(suites: Report['suites']): Proof['verdicts'] {
  const order = ['not-run', 'not-applicable', 'passed', 'failed'];
  const verdicts: Record<string, z.infer<typeof verdict>> = {};
  for (const { clauses } of suites) {
    for (const [id, { verdict: one }] of Object.entries(clauses)) {
      const other = verdicts[id];
      if (other === undefined || order.indexOf(one) > order.indexOf(other)) verdicts[id] = one;
    }
  }
  return verdicts;
}

function readReport(tree: Tree, file: string): Report | string {
  const text = tree.read(file);
  if (text === undefined) return 'is not there';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return `is no conformance report of schema ${reportSchema}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

/** A folder that has no digest is one that no report is current for. */
async function digestOf(root: string, path: string): Promise<string | undefined> {
  try {
    return await sourcesDigest(root, path);
  } catch (error) {
    if (error instanceof SourcesError) return undefined;
    throw error;
  }
}
