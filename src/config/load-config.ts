import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import type { AnyTracker, OpenTracker } from '../contract/tracker.ts';
import { authSettings, type AuthSettings } from './auth-settings.ts';
import type { ComparingSettings } from '../core/compare/comparing-settings.ts';
import type { AliasSettings } from '../core/keys/alias-settings.ts';
import { toCacheConfig, type CacheConfig } from './cache-config.ts';
import { ConfigError } from './config-error.ts';
import { describeIssue, type Problem } from './describe-issue.ts';
import { documentsSettings, type DocumentsSettings } from './documents-settings.ts';
import { expandVariables, type Environment } from './expand-variables.ts';
import { sourceSchema } from './json-schema.ts';
import type { ExportSettings } from './export-settings.ts';
import { limitSettings, type LimitSettings } from './limit-settings.ts';
import { parseYaml, type KeyPath } from './parse-yaml.ts';
import { resolveFiles } from './resolve-files.ts';
import { toComparing } from './to-comparing.ts';
import {
  cacheSettings,
  commonSettings,
  fileSettings,
  serverSettings,
  type CommonSettings,
  type ServerSettings,
} from './settings.ts';

/** A config, checked. */
export interface Config {
  readonly server: ServerSettings;
  readonly cache: CacheConfig;
  readonly auth: AuthSettings;
  readonly limits: LimitSettings;
  readonly exports: ExportSettings;
  /** With an absolute path. */
  readonly documents: DocumentsSettings | undefined;
  readonly comparing: ComparingSettings;
  /** Keys that mean the same. */
  readonly aliases: AliasSettings;
  /** In the order of the file. */
  readonly sources: readonly SourceConfig[];
}

/** What every source has, beside what its tracker opened. */
export interface SourceConfig extends Omit<CommonSettings, 'tracker'> {
  readonly id: string;
  readonly tracker: AnyTracker;
  readonly opened: OpenTracker;
}

/** What reading a config needs of the world. */
export interface ConfigWorld {
  readonly trackers: readonly AnyTracker[];
  readonly environment: Environment;
}

/** Reads a config file. @throws ConfigError with every mistake in it. */
export async function loadConfig(file: string, world: ConfigWorld): Promise<Config> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new ConfigError([
      missing
        ? `There is no config file ${file}. Name one with --config, or write one: the README shows how.`
        : `The config file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
  return readConfig(text, file, world);
}

/** Reads the text of a config. @throws ConfigError with every mistake in it. */
export function readConfig(text: string, file: string, { trackers, environment }: ConfigWorld): Config {
  const yaml = parseYaml(text, file);
  const fail = (problems: readonly Problem[]): never => {
    throw new ConfigError(problems.map(({ path, message }) => `${yaml.locate(path)}  ${spell(path)}: ${message}`));
  };
  const { data, unset } = expandVariables(yaml.data, environment);
  if (unset.length > 0) {
    fail(unset.map(({ path, name }) => ({ path, message: `the environment variable ${name} is not set` })));
  }
  const parsed = fileSettings.safeParse(data, { reportInput: true });
  if (!parsed.success) return fail(parsed.error.issues.flatMap((issue) => describeIssue(issue, knownKeys)));
  const problems: Problem[] = [];
  const folder = dirname(resolve(file));
  const sources = Object.entries(parsed.data.sources).flatMap(([id, settings]) => {
    const source = openSourceConfig(id, settings, trackers, folder);
    if ('problems' in source) problems.push(...source.problems);
    return 'problems' in source ? [] : [source];
  });
  const { server, cache, auth, limits, exports, documents } = parsed.data;
  problems.push(...sharedHeaders(sources, auth));
  if (problems.length > 0) fail(problems);
  return {
    server,
    auth,
    limits,
    exports: { ...exports, ...(exports.folder && { folder: resolve(folder, exports.folder) }) },
    documents: documents && { ...documents, trusted: resolve(folder, documents.trusted) },
    cache: toCacheConfig(cache, environment, folder),
    comparing: toComparing(parsed.data),
    aliases: parsed.data.keys,
    sources,
  };
}

/** One header cannot hold the key of the gateway and the credentials for a tracker. */
function sharedHeaders(sources: readonly SourceConfig[], { keys, jwt }: AuthSettings): readonly Problem[] {
  if (keys.length === 0 && jwt.length === 0) return [];
  const message = 'callers send their key or token in Authorization, since auth has some: name another header';
  return sources.flatMap(({ id, callerHeader }) =>
    callerHeader === 'authorization' ? [{ path: ['sources', id, 'callerHeader'], message }] : [],
  );
}

function openSourceConfig(
  id: string,
  settings: Readonly<Record<string, unknown>>,
  trackers: readonly AnyTracker[],
  folder: string,
): SourceConfig | { readonly problems: readonly Problem[] } {
  const path = ['sources', id];
  const kinds = trackers.map(({ kind }) => kind).join(', ');
  const tracker = trackers.find(({ kind }) => kind === settings['tracker']);
  if (tracker === undefined) {
    const missing = settings['tracker'] === undefined;
    const message = missing
      ? `is missing; it must be one of: ${kinds}`
      : `unknown kind of tracker; known are: ${kinds}`;
    return { problems: [{ path: [...path, 'tracker'], message }] };
  }
  const schema = sourceSchema(tracker);
  const known = (at: KeyPath): readonly string[] => (at.length === 0 ? Object.keys(schema.properties ?? {}) : []);
  const describe = (error: z.ZodError): readonly Problem[] =>
    error.issues
      .flatMap((issue) => describeIssue(issue, known))
      .map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
  const own = Object.fromEntries(Object.entries(settings).filter(([key]) => !(key in commonSettings.shape)));
  const common = commonSettings.safeParse(settings, { reportInput: true });
  const checked = tracker.settings.safeParse(own, { reportInput: true });
  if (!common.success || !checked.success) {
    return {
      problems: [...(common.error ? describe(common.error) : []), ...(checked.error ? describe(checked.error) : [])],
    };
  }
  if (common.data.callerHeader !== undefined && tracker.callers !== true) {
    const message = `${tracker.title} is not read with credentials of callers: leave this key out`;
    return { problems: [{ path: [...path, 'callerHeader'], message }] };
  }
  return { ...common.data, id, tracker, opened: tracker.open(resolveFiles(own, schema, folder)) };
}

function knownKeys(path: KeyPath): readonly string[] {
  if (path.length === 0) return Object.keys(fileSettings.shape);
  if (path[0] === 'cache') return Object.keys(cacheSettings.shape);
  if (path[0] === 'documents') return Object.keys(documentsSettings.shape);
  if (path[0] === 'limits') return Object.keys(limitSettings.shape);
  if (path[0] === 'auth' && path.length === 1) return Object.keys(authSettings.shape);
  return path[0] === 'server' ? Object.keys(serverSettings.shape) : [];
}

function spell(path: KeyPath): string {
  return path.length === 0 ? 'config' : path.join('.');
}
