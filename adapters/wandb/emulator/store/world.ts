import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import type { Traits } from '../traits.ts';

/** Everything that the server keeps. Times are epoch milliseconds. */
export interface World {
  /** The viewer, and the entity that runs go to by default. */
  readonly viewer: string;
  /** The one that the viewer's entity belongs to. Its own entity has the registries. */
  readonly organization: { readonly name: string; readonly entity: string };
  readonly traits: Traits;
  /** Names of features that `serverInfo` shows as enabled. */
  readonly features: ReadonlySet<string>;
  readonly now: () => number;
  readonly projects: StoredProject[];
  readonly artifacts: StoredArtifact[];
  readonly collections: StoredCollection[];
  readonly uploads: Map<string, Upload>;
  /** Where the server is reached, path prefix included; known once it listens. */
  url: string;
  numbers: number;
}

export interface StoredProject {
  readonly number: number;
  readonly entity: string;
  readonly name: string;
  description: string | null;
  readonly createdAt: number;
  readonly runs: StoredRun[];
  readonly sweeps: StoredSweep[];
}

export interface StoredRun {
  readonly number: number;
  readonly project: StoredProject;
  readonly name: string;
  displayName: string;
  state: string;
  /** Wrapped: `{ lr: { value: 0.1, desc: null } }`. */
  config: JsonObject;
  summary: JsonObject;
  /** Flattened, one row a line, in the order of lines. */
  readonly history: JsonObject[];
  readonly events: JsonObject[];
  readonly logs: string[];
  /** How many rows of `history` lie in parquet files; the rest is live. */
  exported: number;
  tags: readonly string[];
  group: string | null;
  jobType: string | null;
  notes: string | null;
  description: string | null;
  commit: string | null;
  host: string | null;
  program: string | null;
  repo: string | null;
  sweep: string | null;
  user: string | null;
  createdAt: number;
  heartbeatAt: number | null;
  exitcode: number | null;
  readonly files: Map<string, StoredFile>;
  readonly used: { readonly artifact: StoredArtifact; readonly usedAs: string | null }[];
}

export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly md5: string;
  readonly updatedAt: number;
}

export interface StoredSweep {
  readonly number: number;
  readonly name: string;
  config: string;
  state: string;
  displayName: string | null;
  description: string | null;
  readonly createdAt: number;
}

/** A source of versions, or a place that versions are linked to. */
export interface StoredCollection {
  readonly number: number;
  readonly kind: 'ArtifactSequence' | 'ArtifactPortfolio';
  readonly project: StoredProject;
  readonly name: string;
  readonly type: string;
  readonly description: string | null;
  readonly createdAt: number;
  readonly members: StoredMembership[];
}

export interface StoredMembership {
  readonly number: number;
  readonly artifact: StoredArtifact;
  readonly versionIndex: number;
  readonly createdAt: number;
  aliases: readonly string[];
}

export interface StoredArtifact {
  readonly number: number;
  readonly collection: StoredCollection;
  readonly versionIndex: number;
  readonly digest: string;
  state: 'PENDING' | 'COMMITTED' | 'DELETED';
  readonly description: string | null;
  readonly metadata: string | null;
  readonly tags: readonly string[];
  readonly aliases: readonly string[];
  readonly clientId: string | null;
  readonly createdAt: number;
  readonly createdBy: StoredRun | null;
  manifest: Uint8Array | null;
  /** By path within the artifact. */
  readonly files: Map<string, StoredFile>;
}

/** Where the bytes of a PUT go. */
export type Upload = (bytes: Uint8Array) => void;

export function nextNumber(world: World): number {
  world.numbers += 1;
  return world.numbers;
}

export function findProject(world: World, entity: string, name: string): StoredProject | undefined {
  return world.projects.find((project) => project.entity === entity && project.name === name);
}

/** Projects are made by the first write to them. */
export function ensureProject(world: World, entity: string, name: string): StoredProject {
  const known = findProject(world, entity, name);
  if (known !== undefined) return known;
  const made: StoredProject = {
    number: nextNumber(world),
    entity,
    name,
    description: null,
    createdAt: world.now(),
    runs: [],
    sweeps: [],
  };
  world.projects.push(made);
  return made;
}

export function findRun(project: StoredProject | undefined, name: string): StoredRun | undefined {
  return project?.runs.find((run) => run.name === name);
}

export function storeFile(bytes: Uint8Array, updatedAt: number): StoredFile {
  return { bytes, md5: createHash('md5').update(bytes).digest('base64'), updatedAt };
}

/** Ids are base64 of what they are: opaque to clients. */
export function idOf(...parts: readonly (string | number)[]): string {
  return Buffer.from(parts.join(':')).toString('base64');
}

export function newRun(world: World, project: StoredProject, name: string): StoredRun {
  return {
    number: nextNumber(world),
    project,
    name,
    displayName: name,
    state: 'running',
    config: {},
    summary: {},
    history: [],
    events: [],
    logs: [],
    exported: 0,
    tags: [],
    group: null,
    jobType: null,
    notes: null,
    description: null,
    commit: null,
    host: null,
    program: null,
    repo: null,
    sweep: null,
    user: world.viewer,
    createdAt: world.now(),
    heartbeatAt: null,
    exitcode: null,
    files: new Map(),
    used: [],
  };
}
