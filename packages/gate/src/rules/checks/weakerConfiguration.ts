import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import { startOf } from '../../model/Place.ts';
import { configurationFile } from '../../read/configuration.ts';
import { placeInJson } from '../../text/jsonPlaces.ts';
import { relaxedSettings } from '../records.ts';
import { weakenings } from '../weakenings.ts';

/** CONFIG-01: the configuration demands no less than at the base, unless a new accepted decision names the setting under `relaxes`. */
export function weakerConfiguration(change: Change): readonly Finding[] {
  const { base, head } = change;
  if (base === undefined) return [];
  const relaxed = relaxedSettings(change);
  const text = head.texts[configurationFile];
  return weakenings(base.configuration, head.configuration)
    .map(({ path, message }) => ({ subject: path.join('.'), path, message }))
    .filter(({ subject }) => !relaxed.has(subject))
    .map(({ subject, path, message }): Finding => ({
      rule: 'CONFIG-01',
      subject,
      message: `${subject} ${message}, and no new accepted decision relaxes it.`,
      place: text === undefined ? startOf(configurationFile) : placeInJson(text, configurationFile, path),
    }));
}
