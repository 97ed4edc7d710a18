import { z } from 'zod';

/** A path inside the project: no drive, no `..`, `/` between its parts. */
const path = z
  .string()
  .min(1)
  .refine((text) => !/^[/\\]|^[a-z]:|\\|(^|\/)\.\.(\/|$)/i.test(text), 'must be a path inside the project, with /');
/** `file#export`. */
const exported = z.string().regex(/^[^#]+#[A-Za-z_$][\w$]*$/, 'must be a file and a name in it: file.ts#name');
const name = z.string().regex(/^[A-Za-z_$][\w$]*$/, 'must be the name of an interface');
const backend = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lowercase letters, digits and -');
const count = z.int().min(1);

const trait = z.strictObject({
  file: path,
  contract: exported,
  kind: z.enum(['partition', 'analytics', 'service']),
  /** Least number of methods. */
  floor: count,
  /** Names under `proofs`: each must prove every method. */
  proofs: z.array(backend).min(1),
});

const proof = z.strictObject({
  /** JSON report of the conformance suite. */
  report: path,
  /** Folders that the report must be current for. */
  sources: z.array(path).min(1),
  /** Units in which it must be measured, such as dynamoRequests; none for a kit without a meter. */
  measures: z.array(z.string().min(1)),
});

const limit = z.strictObject({
  constant: z.int().min(0),
  /** By variable: at most one request per so much. */
  growth: z.record(z.string(), count).default({}),
});

/** `colloquy-gate.json`. Every setting is described in the README. */
export const configurationSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1),
  traits: z.record(name, trait).refine((all) => Object.keys(all).length > 0, 'must list at least one trait'),
  /** Folders in which every exported interface with methods is a trait. */
  traitFolders: z.array(path).min(1),
  /** Interfaces there that no backend implements: name to reason. */
  notTraits: z.record(name, z.string().min(10)).default({}),
  dialogueId: exported,
  marker: exported,
  /** Folders whose declarations count by name only: values that the domain owns. */
  opaque: z.array(path).default([]),
  /** Types of packages that a signature may name: `node:crypto#KeyObject` to the traits that may. */
  foreignTypes: z.record(exported, z.array(name).min(1)).default({}),
  clauses: z.strictObject({ registry: z.array(path).min(1), documents: z.array(path).min(1) }),
  decisions: path,
  changes: path,
  traitReport: path,
  exceptions: path,
  owners: path,
  proofs: z.record(backend, proof),
  /** By access class, then by unit or `any`: limits that differ from the built-in ones. */
  limits: z.record(z.string(), z.record(z.string(), limit)).default({}),
});

/** The configuration of the gate for one project. */
export type Configuration = Readonly<z.infer<typeof configurationSchema>>;

/** Where the gate looks for it, unless told otherwise. */
export const configurationFile = 'colloquy-gate.json';
