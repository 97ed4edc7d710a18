import { judgeText, type Reading } from './judgeValue.ts';
import type { ConfigurationFault, Layer } from './Layer.ts';
import { settings, variableGroups } from './settings.ts';

/** Reads the variables `COLLOQUY_*`. An empty one counts as not set, as shells and containers can hardly do otherwise. */
export function readEnvironment(reading: Reading): Layer {
  const { environment } = reading;
  const given: Layer['given'][number][] = [];
  const faults: ConfigurationFault[] = [];
  for (const setting of settings) {
    const text = environment[setting.variable];
    if (text === undefined || text === '') continue;
    const judged = judgeText(setting, text, reading);
    const origin = setting.variable;
    if ('fault' in judged) faults.push({ origin, path: setting.path, message: judged.fault });
    else given.push({ path: setting.path, of: setting.of, value: judged.value, origin });
  }
  const known = new Set(settings.map(({ variable }) => variable));
  for (const [name, text] of Object.entries(environment)) {
    if (known.has(name) || text === undefined || text === '') continue;
    const group = variableGroups.find((each) => name.startsWith(each));
    if (group === undefined) continue;
    const names = [...known].filter((each) => each.startsWith(group));
    faults.push({ origin: name, path: '', message: `is not known; known are ${names.join(', ')}` });
  }
  return { origin: 'environment', given, faults };
}
