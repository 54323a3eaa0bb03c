import { join } from 'node:path';
import { z } from 'zod';
import { readJournal } from '../../../../src/disk/journal.ts';

const text = z.string().nullable();
const tags = z.array(z.tuple([z.string(), text]).readonly()).readonly();

const line = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('model'),
    name: z.string(),
    from: z.string(),
    description: text,
    tags,
    createdAt: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('version'),
    /** Name of its model. */
    model: z.string(),
    version: z.string(),
    from: z.string(),
    description: text,
    tags,
    createdAt: z.number().nullable(),
    /** Native id in the archive. */
    run: text,
    /** Among the files of that run. */
    path: text,
    uri: text,
  }),
  z.object({
    kind: z.literal('names'),
    model: z.string(),
    version: z.string(),
    aliases: z.array(z.string()).readonly(),
    stage: text,
  }),
]);
export type ModelLine = z.infer<typeof line>;

export interface MovedVersion extends Omit<Extract<ModelLine, { kind: 'version' }>, 'kind'> {
  readonly aliases: readonly string[];
  readonly stage: string | null;
}

export interface MovedModel extends Omit<Extract<ModelLine, { kind: 'model' }>, 'kind'> {
  /** In the order that they were written. */
  readonly versions: readonly MovedVersion[];
}

/** Models that were moved into an archive lie beside its runs, line by line. */
export function modelLogOf(folder: string): string {
  return join(folder, 'models.jsonl');
}

export async function readModelLog(folder: string): Promise<readonly MovedModel[]> {
  return modelsOf((await readJournal(modelLogOf(folder))).flatMap(readLine));
}

/** Lines of another version are passed over. */
export function readLine(stored: string): readonly ModelLine[] {
  try {
    const parsed = line.safeParse(JSON.parse(stored));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

/** Models as the lines left them, by name. The last version that got an alias has it. */
export function modelsOf(lines: readonly ModelLine[]): readonly MovedModel[] {
  const models = new Map<string, MovedModel & { versions: MovedVersion[] }>();
  for (const line of lines) {
    if (line.kind === 'model') models.set(line.name, { ...line, versions: [] });
    if (line.kind === 'version') models.get(line.model)?.versions.push({ ...line, aliases: [], stage: null });
    const model = line.kind === 'names' ? models.get(line.model) : undefined;
    if (line.kind !== 'names' || model === undefined) continue;
    const { version: named, aliases, stage } = line;
    model.versions = model.versions.map((version) =>
      version.version === named
        ? { ...version, aliases: [...new Set([...version.aliases, ...aliases])].sort(), stage: stage ?? version.stage }
        : { ...version, aliases: version.aliases.filter((alias) => !aliases.includes(alias)) },
    );
  }
  return [...models.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
