import type { Adapter } from '../../../src/contract/adapter.ts';
import type { Environment } from '../../../src/contract/provenance.ts';
import type { Model, ModelVersion } from '../../../src/contract/models.ts';
import type { Project } from '../../../src/contract/project.ts';
import type { OpenFile } from '../../../src/contract/artifacts.ts';
import { artifact, edge } from '../memory-shelf.ts';
import { withShelf, type MemoryTracker } from '../memory-adapter.ts';
import { metric, param, provenance, run, tag } from '../runs.ts';

// A tracker with two projects, and one with a project of the second kind alone. Everything that belongs to the second kind
// tells the word SECRET, but for native ids: those are what somebody may guess.

export const secret = 'SECRET';

function project(nativeId: string, name: string): Project {
  return { nativeId, name, url: null, description: `about ${name}`, createdAt: 1, archived: false };
}

const openRun = { projectId: 'po', startedAt: 5, endedAt: 9, user: 'ada', notes: 'open notes' };
const hiddenRun = { projectId: 'px', startedAt: 6, endedAt: 9, user: secret, notes: secret };
const made = provenance({
  git: { commit: 'c0', branch: null, repository: null, dirty: true, diff: 'd', diffArtifactId: 'art-o' },
  command: 'train',
});
const nan = { steps: new Float64Array([1]), timestamps: new Float64Array([1]), totalPoints: 1, complete: true };

export const runs = [
  run('o1', {
    ...openRun,
    name: 'open one',
    params: [param('lr', 1), param('seed', 3)],
    metrics: [metric('acc', 0.5)],
    tags: [tag('stage', 'dev')],
    provenance: made,
    native: { raw: 1 },
  }),
  run('o2', { ...openRun, name: 'open two', parentId: 'x1', params: [param('lr', 2)] }),
  run('o3', { ...openRun, name: 'open three', parentId: 'o1' }),
  run('x1', {
    ...hiddenRun,
    name: `${secret} one`,
    params: [param(`lr_${secret}`, secret)],
    metrics: [metric(`acc_${secret}`, 0.9)],
    tags: [tag(`stage_${secret}`, secret)],
    provenance: { ...made, command: secret },
    native: { raw: secret },
  }),
  run('x2', { ...hiddenRun, name: `${secret} two`, parentId: 'o1' }),
];

const model = (nativeId: string, name: string): Model => {
  return { nativeId, name, description: null, tags: [tag('of', name)], createdAt: 1, url: null };
};
const models = [model('mo', 'open model'), model('mx', `${secret} model`), model('mb', 'model of both')];
const version = (nativeId: string, modelId: string, runId: string, says: string): ModelVersion => ({
  nativeId,
  modelId,
  version: nativeId,
  aliases: [],
  stage: null,
  status: null,
  tags: [],
  description: says,
  createdAt: 1,
  runId,
  artifactId: modelId === 'mx' ? 'art-x' : 'art-o',
  path: '',
  uri: null,
});
const versions = [
  version('vo', 'mo', 'o1', 'open'),
  version('vx', 'mx', 'x1', secret),
  version('vb1', 'mb', 'o1', 'open'),
  version('vb2', 'mb', 'x1', secret),
];
const environment = (runId: string): Environment => ({
  pythonVersion: '3.12',
  packages: [{ name: runId.startsWith('x') ? secret : 'numpy', version: '2' }],
  os: 'linux',
  host: runId.startsWith('x') ? secret : 'host',
  gpus: null,
  cuda: null,
  evidence: 'a file',
});

function file(text: string): () => OpenFile {
  return () => ({
    sizeBytes: text.length,
    range: null,
    contentType: 'text/plain',
    digest: null,
    etag: null,
    body: (async function* () {
      yield await Promise.resolve(Buffer.from(text));
    })(),
    close: () => undefined,
  });
}

const digest = { algorithm: 'md5', value: 'same' };

export const lab: MemoryTracker = {
  runs,
  capabilities: withShelf,
  counts: true,
  projects: [project('po', 'open project'), project('px', `${secret} project`)],
  series: (runId) => ({ ...nan, values: new Float64Array([runId.startsWith('x') ? 424242 : 7]) }),
  shelf: {
    artifacts: [
      artifact('art-o', { projectId: 'po', name: 'open artifact', producedById: 'o1', digest, type: 'FILES' }),
      artifact('art-x', { projectId: 'px', name: `${secret} artifact`, producedById: 'x1' }),
      artifact('shared', { name: 'shared artifact' }),
      artifact('loose-x', { name: `${secret} dataset` }),
    ],
    edges: [
      { ...edge('PRODUCED', 'o1', 'art-o'), evidence: 'it said so' },
      edge('PRODUCED', 'x1', 'art-x'),
      edge('USED', 'o1', 'shared'),
      edge('USED', 'x1', 'shared'),
      edge('USED', 'x1', 'loose-x'),
      edge('USED', 'o1', 'art-x'),
      edge('DERIVED_FROM', 'art-o', 'art-x'),
      edge('FORKED_FROM', 'o2', 'x1'),
    ],
    files: { 'art-o/file.txt': file('open file'), 'art-x/file.txt': file(secret) },
  },
};

/** Nothing of it may be read by who reads the open project alone. It holds content that the open project has too. */
export const vault: MemoryTracker = {
  ...lab,
  runs: runs.filter(({ projectId }) => projectId === 'px'),
  projects: [project('px', `${secret} project`)],
  shelf: { artifacts: [artifact('art-v', { projectId: 'px', name: secret, producedById: 'x1', digest })], edges: [] },
};

/** What a tracker in memory lacks. */
export function withModels(adapter: Adapter): Adapter {
  const find = <T extends { readonly nativeId: string }>(all: readonly T[], ids: readonly string[]) =>
    ids.map((id) => all.find(({ nativeId }) => nativeId === id) ?? null);
  const count = (context: { readonly meter: { upstreamCalls: number } }): Promise<void> => {
    context.meter.upstreamCalls += 1;
    return Promise.resolve();
  };
  const diagnostic = { severity: 'INFO', code: secret, message: secret, remedy: secret, subject: secret } as const;
  return {
    ...adapter,
    probe: async (context) => ({ ...(await adapter.probe(context)), diagnostics: [diagnostic] }),
    artifacts: adapter.artifacts && {
      ...adapter.artifacts,
      async listFiles(context, { artifactId, path }) {
        await count(context);
        const name = path === '' ? 'file.txt' : `${path}/file.txt`;
        const says = /x$/.test(artifactId) ? secret : 'text/plain';
        return {
          items: [{ path: name, isDirectory: false, sizeBytes: 9, digest: null, contentType: says }],
          next: null,
        };
      },
    },
    models: {
      async searchModels(context) {
        await count(context);
        return { items: models, next: null };
      },
      async getModels(context, ids) {
        await count(context);
        return find(models, ids);
      },
      async listVersions(context, requests) {
        await count(context);
        return requests.map((request) => ({
          items: versions.filter(({ modelId }) => modelId === request.modelId),
          next: null,
        }));
      },
      async getVersions(context, ids) {
        await count(context);
        return find(versions, ids);
      },
    },
    environments: {
      async getEnvironments(context, ids) {
        await count(context);
        return ids.map(environment);
      },
    },
  };
}
