import type { Artifact } from '../../src/contract/artifacts.ts';
import type { GitState, Provenance } from '../../src/contract/provenance.ts';
import { artifactId } from './artifacts/artifact-ids.ts';
import { textAt, valueAt } from './to-model.ts';
import type { ArchivedRun } from './archive/catalog.ts';

/** What of a run tells it. */
type Told = Pick<ArchivedRun, 'params' | 'system' | 'files' | 'scope' | 'nativeId'>;

/** What a run was made from. The git state of 2.x is never exported. */
export function provenanceOf(run: Told, datasets: readonly Artifact[]): Provenance {
  return {
    git: gitOf(run),
    entryPoint: textAt(run, 'source_code/entrypoint'),
    command: textAt(run, 'source_code/run_command'),
    arguments: null,
    host: textAt(run, 'sys/hostname') ?? monitoredHost(run),
    os: null,
    pythonVersion: null,
    packages: null,
    gpus: null,
    cuda: null,
    containerImage: null,
    datasets,
  };
}

function gitOf(run: Told): GitState | null {
  const remotes = [...run.system.values()].filter(([path]) => path.startsWith('source_code/remote/'));
  const remote = textAt(run, 'source_code/remote/origin') ?? remotes[0]?.[2];
  const dirty = valueAt(run, 'source_code/dirty');
  const git = {
    commit: textAt(run, 'source_code/commit/commit_id'),
    branch: textAt(run, 'source_code/branch'),
    repository: typeof remote === 'string' ? remote : null,
    dirty: typeof dirty === 'boolean' ? dirty : null,
    diff: null,
  };
  // The diff is a file of the run: of 2.x `source_code/diff`, of 3.x `source_code/diff/head`.
  const holdsDiff = run.files.some(([path, type]) => type === 'file' && /^source_code\/diff(\/head)?$/.test(path));
  if (!holdsDiff && Object.values(git).every((value) => value === null)) return null;
  const files = { kind: 'files', scope: run.scope, ownerId: run.nativeId, path: '' } as const;
  return { ...git, diffArtifactId: holdsDiff ? artifactId(files) : null };
}

/** Monitoring has a namespace for each process: `monitoring/<8 hex digits>/hostname`. */
function monitoredHost({ params }: Told): string | null {
  const host = params.find(([path]) => /^monitoring\/[0-9a-f]{8}\/hostname$/.test(path))?.[2];
  return typeof host === 'string' ? host : null;
}
