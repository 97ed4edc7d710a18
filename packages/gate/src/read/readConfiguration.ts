import { LineCounter, parseDocument } from 'yaml';
import type { core } from 'zod';
import type { Finding } from '../model/Finding.ts';
import { startOf, type Place } from '../model/Place.ts';
import { placeInJson } from '../text/jsonPlaces.ts';
import { printable } from './printable.ts';
import { configurationFile, configurationSchema, type Configuration } from './configuration.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

type Issue = core.$ZodIssue;

function refusal(file: string, message: string, place: Place): Finding {
  return { rule: 'READ-01', subject: file, message: `${message}.`, place };
}

/**
 * What keeps a text from being JSON, and names that stand in it twice. JSON is YAML 1.2 (https://yaml.org/spec/1.2.2/, section 1.2), whose
 * parser knows places and doubles; what is YAML and no JSON is refused by the parser of the language.
 */
function parse(file: string, text: string): unknown {
  const lineCounter = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [error] = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true }).errors;
  if (error !== undefined) {
    const said =
      error.code === 'DUPLICATE_KEY'
        ? 'has a setting that stands there twice'
        : `is no JSON: ${printable(error.message)}`;
    throw new Unreadable([refusal(file, `${file} ${said}`, placeAt(error.pos[0]))]);
  }
  try {
    return JSON.parse(text);
  } catch (problem) {
    const { message } = problem as SyntaxError;
    const offset = /at position (\d+)/.exec(message)?.[1];
    const place = offset === undefined ? startOf(file) : placeAt(Number(offset));
    throw new Unreadable([refusal(file, `${file} is no JSON: ${printable(message)}`, place)]);
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((step) => printable(String(step))).join('.');
}

/** Settings that nobody knows, each on its own, and whatever else is wrong. */
function findingsOf(file: string, text: string, issues: readonly Issue[]): readonly Finding[] {
  const at = (path: readonly PropertyKey[], message: string): Finding => {
    const place = placeInJson(text, file, path.map(String));
    return refusal(file, path.length === 0 ? message : `${pathText(path)}: ${message}`, place);
  };
  const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys');
  // Beside a setting that nobody knows, the one that is missing is most often the same with a slip of the pen.
  const explained = new Set(unknown.map(({ path }) => pathText(path)));
  return issues.flatMap((issue): Finding[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => at([...issue.path, key], 'there is no such setting'));
    const isMissing = issue.path.length > 0 && issue.input === undefined;
    if (isMissing && explained.has(pathText(issue.path.slice(0, -1)))) return [];
    return [at(issue.path, isMissing ? 'is missing' : printable(issue.message.replace(/\.$/, ''), 400))];
  });
}

/**
 * Reads the configuration of the gate.
 *
 * @throws Unreadable (READ-01) when it is missing, no JSON, or has settings that are unknown, missing, doubled or malformed: a finding
 * for each, with its place
 */
export function readConfiguration(tree: Tree, file: string = configurationFile): Configuration {
  const text = tree.read(file);
  if (text === undefined)
    throw new Unreadable([refusal(file, `there is no ${printable(file)} in ${tree.name}`, startOf(file))]);
  const result = configurationSchema.safeParse(parse(file, text), { reportInput: true });
  if (result.success) return result.data;
  throw new Unreadable(findingsOf(file, text, result.error.issues));
}
