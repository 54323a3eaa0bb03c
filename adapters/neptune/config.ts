import { z } from 'zod';
import { isZone } from './archive/zone.ts';

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
    url: z.string().optional().describe('The address of a live server. Not built yet.'),
    apiToken: z.string().optional().describe('The API token of a live server. Not built yet.').meta({ secret: true }),
  })
  .superRefine(({ path, url, apiToken }, context) => {
    if (url !== undefined || apiToken !== undefined) {
      const key = url === undefined ? 'apiToken' : 'url';
      const message = 'live servers are not read yet; name a folder of exported parquet files by path';
      context.addIssue({ code: 'custom', path: [key], message });
    } else if (path === undefined) {
      context.addIssue({ code: 'custom', path: ['path'], message: 'is missing; it names the folder of an export' });
    }
  })
  .transform(({ path, filesPath, modelPath, modelFilesPath, errorsPath, timeZone, forks }) => ({
    path: listOf(path),
    filesPath: listOf(filesPath),
    modelPath: listOf(modelPath),
    modelFilesPath: listOf(modelFilesPath),
    errorsPath: errorsPath ?? null,
    timeZone: timeZone ?? null,
    forks,
  }));

export type NeptuneSettings = z.infer<typeof neptuneSettings>;

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
