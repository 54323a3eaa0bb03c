import { isObject, readObject } from '../json.ts';
import { WandbFault } from '../fault.ts';
import {
  ensureProject,
  findProject,
  findRun,
  idOf,
  newRun,
  nextNumber,
  storeFile,
  type StoredRun,
} from '../store/world.ts';
import type { Traits } from '../traits.ts';
import { viewFile } from './view-file.ts';
import type { Views } from './views.ts';

type Text = string | null | undefined;

interface BucketInput {
  readonly id?: Text;
  readonly name?: Text;
  readonly modelName?: Text;
  readonly entityName?: Text;
  readonly groupName?: Text;
  readonly displayName?: Text;
  readonly description?: Text;
  readonly notes?: Text;
  readonly config?: Text;
  readonly commit?: Text;
  readonly host?: Text;
  readonly jobProgram?: Text;
  readonly jobRepo?: Text;
  readonly jobType?: Text;
  readonly state?: Text;
  readonly sweep?: Text;
  readonly tags?: readonly string[] | null;
  readonly summaryMetrics?: Text;
}

interface RunFilesInput {
  readonly entityName: string;
  readonly projectName: string;
  readonly runName: string;
  readonly files: readonly string[];
}

/** What the SDK writes runs with. */
export function writeRuns(views: Views): Record<string, unknown> {
  return {
    upsertModel: ({ input }: { readonly input: { name?: Text; entityName?: Text; description?: Text } }) => {
      const project = ensureProject(views.world, input.entityName ?? views.world.viewer, input.name ?? 'uncategorized');
      project.description = input.description ?? project.description;
      const shown = views.project(project);
      return { project: shown, model: shown, inserted: true };
    },
    upsertBucket: ({ input }: { readonly input: BucketInput }) => upsertBucket(views, input),
    upsertSweep: ({ input }: { readonly input: SweepInput }) => upsertSweep(views, input),
    deleteRun: ({ input }: { readonly input: { readonly id: string } }) => {
      const run = runById(views, input.id);
      if (run === undefined) throw new WandbFault(404, 'run not found');
      run.project.runs.splice(run.project.runs.indexOf(run), 1);
      return { success: true };
    },
    createRunFiles: ({ input }: { readonly input: RunFilesInput }) => createRunFiles(views, input),
    markRunFilesUploaded: () => ({ success: true }),
  };
}

function upsertBucket(views: Views, input: BucketInput): unknown {
  const known = typeof input.id === 'string' ? runById(views, input.id) : undefined;
  const project =
    known?.project ??
    ensureProject(views.world, input.entityName ?? views.world.viewer, input.modelName ?? 'uncategorized');
  refuse(input);
  const name = input.name ?? Math.random().toString(36).slice(2, 10);
  let run = known ?? findRun(project, name);
  const inserted = run === undefined;
  if (run === undefined) {
    run = newRun(views.world, project, name);
    project.runs.push(run);
  }
  change(run, input, views.world.traits);
  return { bucket: views.run(run), inserted };
}

/** What the SDK refuses before it asks: the server is taken to refuse it from others. */
function refuse({ name, modelName, tags }: BucketInput): void {
  if (/[:;,#?/']/.test(name ?? '')) throw new WandbFault(400, 'invalid run id');
  if (/[/\\#?%:]/.test(modelName ?? '') || (modelName ?? '').length > 128) {
    throw new WandbFault(400, 'invalid project name');
  }
  const odd = tags?.find((tag) => tag === '' || Array.from(tag).length > 64);
  if (odd !== undefined) throw new WandbFault(400, 'invalid tag: 1 to 64 characters');
}

/** What is left out, and what is null, stays as it was. */
function change(run: StoredRun, input: BucketInput, { joinsConfigs }: Traits): void {
  run.displayName = input.displayName ?? run.displayName;
  run.group = input.groupName ?? run.group;
  run.jobType = input.jobType ?? run.jobType;
  run.notes = input.notes ?? run.notes;
  run.description = input.description ?? run.description;
  run.commit = input.commit ?? run.commit;
  run.host = input.host ?? run.host;
  run.program = input.jobProgram ?? run.program;
  run.repo = input.jobRepo ?? run.repo;
  run.state = input.state ?? run.state;
  run.sweep = input.sweep ?? run.sweep;
  run.tags = input.tags ?? run.tags;
  if (typeof input.config === 'string') run.config = { ...(joinsConfigs && run.config), ...wrapped(input.config) };
  if (typeof input.summaryMetrics === 'string') run.summary = { ...run.summary, ...readObject(input.summaryMetrics) };
}

function wrapped(config: string): StoredRun['config'] {
  return Object.fromEntries(
    Object.entries(readObject(config)).map(([key, value]) => {
      return [key, isObject(value) && 'value' in value ? value : { value, desc: null }];
    }),
  );
}

interface SweepInput {
  readonly id?: Text;
  readonly config?: Text;
  readonly description?: Text;
  readonly entityName?: Text;
  readonly projectName?: Text;
  readonly state?: Text;
  readonly displayName?: Text;
}

function upsertSweep(views: Views, input: SweepInput): unknown {
  const project = ensureProject(
    views.world,
    input.entityName ?? views.world.viewer,
    input.projectName ?? 'uncategorized',
  );
  const known = project.sweeps.find(({ number, name }) => input.id === name || input.id === idOf('Sweep', number));
  const number = nextNumber(views.world);
  const sweep = known ?? {
    number,
    name: `sweep${number.toString(36).padStart(3, '0')}`,
    config: input.config ?? '',
    state: input.state ?? 'PENDING',
    displayName: input.displayName ?? null,
    description: input.description ?? null,
    createdAt: views.world.now(),
  };
  if (known === undefined) project.sweeps.push(sweep);
  else Object.assign(sweep, { state: input.state ?? sweep.state, config: input.config ?? sweep.config });
  return { sweep: views.sweep(project, sweep), configValidationWarnings: [] };
}

function createRunFiles(views: Views, { entityName, projectName, runName, files }: RunFilesInput): unknown {
  const run = findRun(findProject(views.world, entityName, projectName), runName);
  if (run === undefined) throw new WandbFault(404, 'run not found');
  const place = `run/${run.number}`;
  const shown = files.map((path) => {
    views.world.uploads.set(`${place}/${path}`, (bytes) => run.files.set(path, storeFile(bytes, views.world.now())));
    return viewFile(views.world, place, path, undefined);
  });
  return { runID: idOf('Run', 'v1', run.name, projectName, entityName), uploadHeaders: [], files: shown };
}

function runById(views: Views, id: string): StoredRun | undefined {
  const runs = views.world.projects.flatMap((project) => project.runs);
  return runs.find(
    (run) => idOf('Run', 'v1', run.name, run.project.name, run.project.entity) === id || run.name === id,
  );
}
