import { join } from 'node:path';
import { z } from 'zod';
import { baseUrl, withoutPage } from '../../src/kit/http-settings.ts';
import { isZone } from './archive/zone.ts';
import { addressIn } from './live/read-token.ts';

const place = z.string().min(1);
const places = z.union([place, z.array(place).min(1)]);

/** What a source of kind neptune takes beside the keys that every source has. */
export const neptuneSettings = z
  .strictObject({
    path: places
      .optional()
      .describe('The folder of an export that the exporter calls its data path, or a list of such folders.')
      .meta({ file: true }),
    filesPath: places
      .optional()
      .describe('The folder that the exporter calls its files path, or a list of such folders.')
      .meta({ file: true }),
    modelPath: places
      .optional()
      .describe('The data folder of an export of the model registry, or a list of such folders.')
      .meta({ file: true }),
    modelFilesPath: places
      .optional()
      .describe('The files folder of an export of the model registry, or a list of such folders.')
      .meta({ file: true }),
    archive: place
      .optional()
      .describe('A folder that runs are moved into by rungraph migrate, and read from: in place of path and filesPath.')
      .meta({ file: true }),
    errorsPath: place
      .optional()
      .describe("The exporter's error report, neptune_exporter_errors.jsonl.")
      .meta({ file: true }),
    timeZone: z
      .string()
      .refine(isZone, 'must be an offset such as +02:00 or a zone such as Europe/Berlin')
      .optional()
      .describe(
        'The zone of the machine that exported from Neptune 2.x, whose series are in its local time: they are then ' +
          'moved to UTC. Left out, times stay as they were written.',
      ),
    forks: z
      .enum(['own', 'stitched'])
      .default('own')
      .describe(
        'own: the series of a fork are its own points. stitched: what it inherits from its parents comes first.',
      ),
    url: baseUrl(adviseOnPage)
      .optional()
      .describe('The address of a live server; left out, it is the one that the API token names.'),
    apiToken: place
      .optional()
      .describe('The API token of a live server. Write ${VARIABLE} to take it from the environment.')
      .meta({ secret: true }),
  })
  .superRefine((settings, context) => {
    const say = (key: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [key], message });
    };
    const { path, url, apiToken, archive } = settings;
    if (url === undefined && apiToken === undefined) {
      for (const key of exportKeys) {
        if (archive !== undefined && settings[key] !== undefined)
          say(key, 'is of an export, and archive names another folder');
      }
      if (path === undefined && archive === undefined)
        say('path', 'is missing; it names the folder of an export (or name a server by apiToken)');
      return;
    }
    if (apiToken === undefined) {
      say('apiToken', 'is missing; a live server is read with an API token');
      return;
    }
    const known = addressIn(apiToken);
    if (known === undefined) {
      say('apiToken', 'is no API token of Neptune: those are base64 of JSON');
      return;
    }
    if (url === undefined && known === null) say('url', 'is missing, and the API token names no address either');
    for (const key of archiveKeys) {
      if (settings[key] !== undefined) say(key, 'is of an export on disk, and not of a live server');
    }
  })
  .transform(({ path, filesPath, modelPath, modelFilesPath, archive, errorsPath, timeZone, forks, url, apiToken }) => {
    if (apiToken !== undefined) {
      return { kind: 'live', url: url ?? addressIn(apiToken) ?? '', apiToken, forks } as const;
    }
    return {
      kind: 'archive',
      archive: archive ?? null,
      path: archive === undefined ? listOf(path) : [join(archive, 'data')],
      filesPath: archive === undefined ? listOf(filesPath) : [join(archive, 'files')],
      modelPath: listOf(modelPath),
      modelFilesPath: listOf(modelFilesPath),
      errorsPath: errorsPath ?? null,
      timeZone: timeZone ?? null,
      forks,
    } as const;
  });

/** Pages lie below a workspace. */
function adviseOnPage(url: URL): string | undefined {
  const [, base] = /^(.*?)\/o\/[^/]+(?:\/.*)?$/.exec(url.pathname) ?? [];
  return base === undefined ? undefined : `write ${withoutPage(url, base)}`;
}

const exportKeys = ['path', 'filesPath', 'modelPath', 'modelFilesPath', 'errorsPath', 'timeZone'] as const;
const archiveKeys = [...exportKeys, 'archive'] as const;

type Settings = z.infer<typeof neptuneSettings>;
export type LiveSettings = Extract<Settings, { readonly kind: 'live' }>;
/** Of an export on disk. */
export type NeptuneSettings = Extract<Settings, { readonly kind: 'archive' }>;

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
