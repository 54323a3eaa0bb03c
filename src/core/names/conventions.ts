import { isRungraphError } from '../../contract/error.ts';
import type { Provenance } from '../../contract/provenance.ts';
import type { Run } from '../../contract/run.ts';
import { fitsGlob } from '../keys/glob.ts';
import { isSeedKey } from '../provenance/seed-key.ts';
import { findParam, findTag } from '../rows/read-field.ts';
import type { NamePattern } from './name-pattern.ts';

/** What the runs of some projects are to have. */
export interface Convention {
  /** Globs over `source/project name`. */
  readonly projects: readonly string[];
  readonly name: NamePattern | null;
  readonly require: Requirements;
}

export interface Requirements {
  readonly notes: boolean;
  readonly tags: readonly string[];
  readonly params: readonly string[];
  readonly seed: boolean;
  readonly git: boolean;
  /** Changes that are not in the commit are kept with the run. */
  readonly diffWhenDirty: boolean;
}

export type ConventionRule = 'NAME' | 'NOTES' | 'TAG' | 'PARAM' | 'SEED' | 'GIT' | 'DIFF';

/** A rule that a run breaks, and what to do about it. */
export interface ConventionIssue {
  readonly rule: ConventionRule;
  readonly message: string;
  readonly remedy: string;
}

/** The first entry that fits a project counts; null where none does. */
export function conventionFor(
  conventions: readonly Convention[],
  source: string,
  project: string | null,
): Convention | null {
  const place = `${source}/${project ?? ''}`;
  return conventions.find(({ projects }) => projects.some((glob) => fitsGlob(glob, place))) ?? null;
}

/**
 * What a run breaks of the rules of its project, in the order of the rules. Parts of it that could not be read break none.
 * @param provenance Undefined where it was not asked for.
 */
export function checkConvention(
  run: Run,
  convention: Convention,
  provenance: Provenance | undefined,
): readonly ConventionIssue[] {
  const { require } = convention;
  const issues: ConventionIssue[] = [];
  const add = (rule: ConventionRule, message: string, remedy: string): void =>
    void issues.push({ rule, message, remedy });
  if (convention.name !== null) checkName(run.name, convention.name, add);
  if (require.notes && (run.notes ?? '').trim() === '') add('NOTES', 'It has no notes.', 'Write what it was for.');
  for (const key of require.tags) {
    if (!isRungraphError(run.tags) && findTag(run.tags, key) === undefined) {
      add('TAG', `It has no tag ${key}.`, `Set the tag ${key}.`);
    }
  }
  for (const key of require.params) {
    if (!isRungraphError(run.params) && (findParam(run.params, key)?.value ?? null) === null) {
      add('PARAM', `It has no param ${key}.`, `Log the param ${key}.`);
    }
  }
  if (
    require.seed &&
    !isRungraphError(run.params) &&
    !run.params.some(({ key, value }) => isSeedKey(key) && value !== null)
  ) {
    add('SEED', 'No param seeds random numbers.', 'Log the seed as a param, such as seed.');
  }
  const git = provenance?.git ?? null;
  if (require.git && (git?.commit ?? null) === null) {
    add('GIT', 'No commit was recorded.', 'Start runs in a git work tree, or set the commit.');
  }
  if (require.diffWhenDirty && git?.dirty === true && (git.diff ?? git.diffArtifactId ?? null) === null) {
    add('DIFF', 'The work tree had changes that were not stored.', 'Commit before a run, or store the diff with it.');
  }
  return issues;
}

function checkName(
  name: string | null,
  pattern: NamePattern,
  add: (rule: ConventionRule, message: string, remedy: string) => void,
): void {
  const remedy = `Name it after ${pattern.pattern}.`;
  if (name === null) add('NAME', 'It has no name.', remedy);
  else if (pattern.partsOf(name) === null) add('NAME', `Its name "${name}" does not fit ${pattern.pattern}.`, remedy);
}
