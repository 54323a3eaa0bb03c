import { z } from 'zod';
import { pageInfo, versions } from './artifacts/wire-artifacts.ts';

// Lenient: members that are not used are ignored, those that may be left out are optional.

const text = z.string().nullish();
const number = z.union([z.number(), z.bigint()]);
/** Integers of 64 bits come as numbers or as text. */
const long = z.union([number, z.string()]).nullish();

export const wireError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
});
export type WireError = z.infer<typeof wireError>;

/** `{"errors":[{"message":…}]}`, `{"errors":["…"]}`, `{"error":"…"}` or `{"error":{"message":…}}`. */
export const errorAnswer = z.object({
  error: z.union([z.string(), z.object({ message: z.string() })]).optional(),
  errors: z.array(z.union([z.string(), z.object({ message: z.string() })])).optional(),
});

export const graphqlAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(wireError).nullish(),
});

export const viewerAnswer = z.object({
  viewer: z.object({ username: text, entity: text }).nullish(),
  serverInfo: z
    .object({
      latestLocalVersionInfo: z.object({ versionOnThisInstanceString: text }).nullish(),
      features: z.array(z.object({ name: z.string(), isEnabled: z.boolean() })).nullish(),
    })
    .nullish(),
});

export const wireProject = z.object({
  name: z.string(),
  description: text,
  createdAt: text,
});
export type WireProject = z.infer<typeof wireProject>;

export const projectsAnswer = z.object({
  models: z.object({ edges: z.array(z.object({ node: wireProject.nullish() })), pageInfo }).nullish(),
});

/** A run. JSON texts are parsed where they are needed. */
export const wireRun = z.object({
  id: text,
  name: z.string(),
  displayName: text,
  state: text,
  tags: z.array(z.string()).nullish(),
  group: text,
  jobType: text,
  notes: text,
  description: text,
  commit: text,
  host: text,
  createdAt: text,
  heartbeatAt: text,
  computeSeconds: number.nullish(),
  sweepName: text,
  historyLineCount: long,
  user: z.object({ username: text }).nullish(),
  runInfo: z.object({ gpu: text, gpuCount: number.nullish() }).nullish(),
  config: text,
  summaryMetrics: text,
  systemMetrics: text,
  historyKeys: z.unknown().optional(),
  inputArtifacts: versions.nullish(),
});
export type WireRun = z.infer<typeof wireRun>;

/** One project's page of runs; null where there is no such project, or no right to see it. */
export const runsOfProject = z
  .object({
    runCount: number.nullish(),
    runs: z.object({ edges: z.array(z.object({ cursor: text, node: wireRun.nullish() })), pageInfo }).nullish(),
  })
  .nullish();
export type RunsOfProject = z.infer<typeof runsOfProject>;

export const runOfProject = z.object({ run: wireRun.nullish() }).nullish();

const typeCount = z.object({ type: z.string(), count: number.optional().catch(undefined) });

export const historyKeysJson = z.object({
  keys: z.record(z.string(), z.object({ typeCounts: z.array(typeCount) }).catch({ typeCounts: [] })).catch({}),
  lastStep: number.nullish(),
});

const row = z.record(z.string(), z.unknown());
export type WireRow = Readonly<Record<string, unknown>>;

/** What is read of a run's history in one go. */
export const historyOfProject = z
  .object({
    run: z
      .object({
        historyLineCount: long,
        eventsLineCount: long,
        historyKeys: z.unknown().optional(),
        historyTail: text,
        parquetHistory: z.object({ parquetUrls: z.array(z.string()), liveData: z.array(row) }).nullish(),
        sampledHistory: z.array(z.array(row)).nullish(),
        history: z.array(z.string()).nullish(),
        events: z.array(z.string()).nullish(),
      })
      .nullish(),
  })
  .nullish();
export type HistoryOfProject = z.infer<typeof historyOfProject>;
