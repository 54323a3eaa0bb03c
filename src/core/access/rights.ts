import { fitsGlob } from '../keys/glob.ts';
import type { Project } from '../../contract/project.ts';
import { parseScope, verbs, type Grant, type Verb } from './scope-settings.ts';

type Named = Pick<Project, 'nativeId' | 'name'>;

/** The projects of one source that may be read. */
export interface Readable {
  /** The native ids among these projects. */
  idsOf(projects: readonly Named[]): ReadonlySet<string>;
}

/** What a caller may do, and where. */
export interface Rights {
  /** The same text for the same rights: answers are shared by callers whose rights are equal, and by nobody else. */
  readonly id: string;
  /** Whether this may be done in the project of this source. */
  may(verb: Verb, source: string, project: Named): boolean;
  /** Whether this may be done in every project of a source, those to come too. */
  mayAll(verb: Verb, source: string): boolean;
  /** Whether this may be done in every project of every source. */
  mayEverywhere(verb: Verb): boolean;
  /** Whether this may be done in some project of such a source, if it has one that fits. */
  mayIn(verb: Verb, source: string): boolean;
  /** Whether the source is called by its name in what may be done, so that hiding its name hides nothing. */
  names(verb: Verb, source: string): boolean;
  /** Which projects of a source may be read; null for all of them. */
  readable(source: string): Readable | null;
}

/** The rights that these grants give together. */
export function openRights(grants: readonly Grant[]): Rights {
  const known = new Set(grants.map(({ verb, source, project }) => JSON.stringify([verb, source, project])));
  const of = (verb: Verb, source: string): readonly Grant[] =>
    grants.filter((grant) => grant.verb === verb && fitsGlob(grant.source, source));
  const mayAll = (verb: Verb, source: string): boolean => of(verb, source).some(({ project }) => isAny(project));
  const may = (verb: Verb, source: string, { nativeId, name }: Named): boolean =>
    of(verb, source).some(({ project }) => fitsGlob(project, nativeId) || fitsGlob(project, name));
  const views = new Map<string, Readable>();
  return {
    id: [...known].sort().join(' '),
    may,
    mayAll,
    mayEverywhere: (verb) => grants.some((one) => one.verb === verb && isAny(one.source) && isAny(one.project)),
    mayIn: (verb, source) => of(verb, source).length > 0,
    names: (verb, source) => of(verb, source).some((grant) => grant.source === source),
    readable(source) {
      if (mayAll('read', source)) return null;
      const view = views.get(source) ?? openReadable((project) => may('read', source, project));
      views.set(source, view);
      return view;
    },
  };
}

/** Lists of projects come out of the memory of this process as they are, so that each is looked through once. */
function openReadable(may: (project: Named) => boolean): Readable {
  const known = new WeakMap<readonly Named[], ReadonlySet<string>>();
  return {
    idsOf(projects) {
      const before = known.get(projects);
      if (before !== undefined) return before;
      const ids = new Set(projects.filter(may).map(({ nativeId }) => nativeId));
      known.set(projects, ids);
      return ids;
    },
  };
}

function isAny(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/** The rights of scopes as a token carries them. What is no scope of this gateway is another service's, and gives nothing. */
export function rightsOf(scopes: readonly string[]): Rights {
  return openRights(scopes.flatMap((scope) => parseScope(scope) ?? []));
}

/** The rights of the holder of the config: commands of this machine, and a gateway that nobody else reaches. */
export const everything: Rights = openRights(verbs.map((verb) => ({ verb, source: '*', project: '*' })));
/** The rights of a caller that is not let in. */
export const nothing: Rights = openRights([]);
