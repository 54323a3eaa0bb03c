import type { GitState, Provenance } from '../../../src/contract/provenance.ts';
import { textAt, valueAt, type ArchivedRun } from './catalog.ts';

/** What a run was made from. The git state of 2.x is never exported. */
export function provenanceOf(run: ArchivedRun): Provenance {
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
    datasets: [],
  };
}

function gitOf(run: ArchivedRun): GitState | null {
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
  return Object.values(git).every((value) => value === null) ? null : git;
}

/** Monitoring has a namespace for each process: `monitoring/<8 hex digits>/hostname`. */
function monitoredHost({ params }: ArchivedRun): string | null {
  const host = params.find(([path]) => /^monitoring\/[0-9a-f]{8}\/hostname$/.test(path))?.[2];
  return typeof host === 'string' ? host : null;
}
