import type { GitState, Package, Provenance } from '../../src/contract/provenance.ts';
import type { Json } from '../../src/contract/value.ts';
import { isTreeList, isTreeObject, type Tree, type TreeObject } from './encoding/tree.ts';
import { toJson } from './to-json.ts';

/**
 * What a run was made from, as the SDK records it with `log_system_params=True`: packages, git, the command line and
 * environment variables. The commit is abbreviated.
 */
export function provenanceOf(system: TreeObject): Provenance {
  const [script, ...rest] = textsOf(system['arguments']) ?? [];
  return {
    git: gitOf(system['git_info']),
    entryPoint: script ?? null,
    command: null,
    arguments: script === undefined ? null : rest,
    host: null,
    os: null,
    pythonVersion: null,
    packages: packagesOf(system['packages']),
    gpus: null,
    cuda: null,
    containerImage: null,
    datasets: [],
  };
}

/**
 * What has no field elsewhere. Of environment variables the names alone: the SDK leaves out those whose names look
 * secret, and values of the others hold secrets too.
 */
export function nativeSystem(system: TreeObject): Json {
  const { env_variables: variables, git_info: git, executable } = system;
  return {
    executable: toJson(executable ?? null),
    git: toJson(git ?? null),
    environmentNames: isTreeObject(variables) ? Object.keys(variables) : [],
  };
}

function gitOf(tree: Tree | undefined): GitState | null {
  if (!isTreeObject(tree)) return null;
  const { branch, remote_origin_url: repository, commit } = tree;
  const git = {
    commit: isTreeObject(commit) ? textOf(commit['hash']) : null,
    branch: textOf(branch),
    repository: textOf(repository),
    dirty: null,
    diff: null,
  };
  return Object.values(git).every((value) => value === null) ? null : git;
}

function packagesOf(tree: Tree | undefined): readonly Package[] | null {
  if (!isTreeObject(tree)) return null;
  return Object.entries(tree).map(([name, version]) => ({ name, version: textOf(version) }));
}

function textsOf(tree: Tree | undefined): readonly string[] | null {
  return isTreeList(tree) ? tree.map(String) : null;
}

function textOf(tree: Tree | undefined): string | null {
  return typeof tree === 'string' && tree !== '' ? tree : null;
}
