import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Random } from '../random/random.ts';

/** Code, script and data, each missing in some runs. */
export function ordinaryProvenance(
  random: Random,
): Pick<SampleRun, 'git' | 'entryPoint' | 'datasets' | 'files' | 'models' | 'usedModels'> {
  return {
    git: random.chance(0.6) ? ordinaryGit(random) : null,
    entryPoint: random.pick(['train.py', 'tools/evaluate.py', null]),
    datasets: [
      ...(random.chance(0.4) ? [dataset('digits', 'd1a60a', 'training')] : []),
      ...(random.chance(0.3) ? [dataset('held out', '7c0ffee', 'validation')] : []),
    ],
    files: [],
    models: [],
    usedModels: [],
  };
}

function ordinaryGit(random: Random): SampleRun['git'] {
  return {
    commit: random.pick(['9fceb02d0ae598e95dc970b74767f19372d61af8', '4b825dc642cb6eb9a060e54bf8d69288fbee4904']),
    branch: random.pick(['main', 'feature/larger-model', null]),
    repository: random.pick(['https://git.example.com/team/models.git', null]),
    dirty: random.pick([true, false, null]),
  };
}

function dataset(name: string, digest: string, role: string): SampleRun['datasets'][number] {
  return { name, digest, uri: `s3://data.example.com/${encodeURIComponent(name)}`, role };
}
