import type { Node } from 'yaml';
import type { AdmittedMethod, Decision } from '../model/Decision.ts';
import { startOf, type Place } from '../model/Place.ts';
import { isDate } from '../text/dates.ts';
import { headingOf, visibleLines } from '../text/visibleLines.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { PlainYaml, type Fault, type YamlEntry } from './plainYaml.ts';
import { readQuestions } from './readQuestions.ts';

/** A decision, or why it cannot be read. */
export type ReadDecision = { readonly decision: Decision } | { readonly faults: readonly Fault[] };

const methodName = /^[A-Za-z_$][\w$]*\.[A-Za-z_$][\w$]*$/;
/** Members of the front matter that are read below, and those of MADR 4 that name people, which the gate has no use for. */
const known = ['status', 'date', 'source', 'methods', 'removes', 'supersedes', 'relaxes'];
const people = ['decision-makers', 'consulted', 'informed'];

function readStatus(yaml: PlainYaml, { value }: YamlEntry): Pick<Decision, 'status' | 'supersededBy'> {
  const text = yaml.text(value, 'status') ?? '';
  const [, successor] = /^superseded by (\d{4})$/.exec(text) ?? [];
  if (successor !== undefined) return { status: 'superseded', supersededBy: successor };
  if (text === 'proposed' || text === 'accepted' || text === 'rejected' || text === 'deprecated') {
    return { status: text, supersededBy: undefined };
  }
  yaml.fault(
    `status is "${text}", and must be proposed, accepted, rejected, deprecated or "superseded by NNNN"`,
    value,
  );
  return { status: 'proposed', supersededBy: undefined };
}

/** A list of texts of one form, each once. Their places go into `places` under `name.text`. */
function readList(
  yaml: PlainYaml,
  node: Node | null,
  name: string,
  form: RegExp,
  places: Record<string, Place>,
): readonly string[] {
  const texts: string[] = [];
  for (const item of yaml.items(node, name)) {
    const text = yaml.text(item, `an entry of ${name}`);
    if (text === undefined || !form.test(text))
      yaml.fault(`${name} has "${text ?? ''}", which has not the form ${form.source}`, item);
    else if (texts.includes(text)) yaml.fault(`${name} has ${text} twice`, item);
    else {
      texts.push(text);
      places[`${name}.${text}`] = yaml.placeOf(item);
    }
  }
  return texts;
}

function readMethod(yaml: PlainYaml, { key, place, value }: YamlEntry): AdmittedMethod {
  if (!methodName.test(key)) yaml.fault(`methods has "${key}", which is not Trait.method`, place);
  const parts: Record<string, string | undefined> = {};
  for (const part of yaml.entries(value, `methods: ${key}`)) {
    if (!['partition-key', 'bound', 'capability'].includes(part.key)) {
      yaml.fault(`${key} has "${part.key}"; its parts are partition-key, bound and capability`, part.place);
    } else parts[part.key] = yaml.text(part.value, `${part.key} of ${key}`);
  }
  return {
    name: key,
    place,
    partitionKey: parts['partition-key'],
    bound: parts['bound'],
    capability: parts['capability'],
  };
}

/**
 * Reads one record of a decision.
 *
 * @param file - its path; the name begins with the number
 */
export function readDecision(file: string, document: string): ReadDecision {
  const start = startOf(file);
  const split = splitFrontMatter(document);
  if (split === undefined) return { faults: [{ message: 'has no front matter between two lines ---', place: start }] };
  const yaml = new PlainYaml(split.yaml, file, split.yamlLine);
  const entries = new Map(yaml.entries(yaml.root, 'the front matter').map((entry) => [entry.key, entry]));
  // A front matter that did not parse has nothing in it, which is no second fault.
  if (yaml.faults.length > 0) return { faults: yaml.faults };

  for (const { key, place } of entries.values()) {
    if (!known.includes(key) && !people.includes(key))
      yaml.fault(`the front matter has "${key}", which the gate does not know`, place);
  }
  const places: Record<string, Place> = {};
  const valueOf = (key: string): Node | null => entries.get(key)?.value ?? null;
  const status = entries.get('status');
  if (status === undefined) yaml.fault('the front matter has no status', start);
  else places['status'] = status.place;
  const state = status === undefined ? undefined : readStatus(yaml, status);
  const date = yaml.text(valueOf('date'), 'date');
  if (date === undefined || !isDate(date)) {
    yaml.fault(
      `date is "${date ?? ''}", and must be a day in the form YYYY-MM-DD`,
      entries.get('date')?.place ?? start,
    );
  }
  for (const item of yaml.items(valueOf('source'), 'source')) yaml.text(item, 'an entry of source');
  const methods = yaml.entries(valueOf('methods'), 'methods').map((entry) => readMethod(yaml, entry));
  const removes = readList(yaml, valueOf('removes'), 'removes', methodName, places);
  const supersedes = readList(yaml, valueOf('supersedes'), 'supersedes', /^\d{4}$/, places);
  const relaxes = readList(yaml, valueOf('relaxes'), 'relaxes', /^\S+$/, places);

  const lines = visibleLines(split.body).map(({ number, text }) => ({ number: number + split.bodyLine - 1, text }));
  const title = lines.map(headingOf).find((heading) => heading?.level === 1);
  if (title === undefined || title.text === '') yaml.fault('has no title: a first heading "# ..."', start);
  if (yaml.faults.length > 0 || title === undefined || state === undefined) return { faults: yaml.faults };

  const place: Place = { file, line: title.number, column: 1 };
  places['title'] = place;
  const number = /(\d{4})-[^/]*$/.exec(file)?.[1] ?? '';
  const asked = methods.length === 0 ? [] : readQuestions(lines, file, place);
  return {
    decision: {
      number,
      place: start,
      title: title.text,
      ...state,
      supersedes,
      methods,
      removes,
      relaxes,
      questions: asked,
      places,
    },
  };
}
