import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { openDownload } from '../../../src/core/artifacts/open-download.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { encodeId } from '../../../src/graphql/ids.ts';
import { openAimTarget } from '../../adapters/aim/open-target.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at, listAt } from '../../support/json-at.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import type { RealServer } from '../support/server.ts';
import { runPython } from './repos.ts';
import { startAim } from './servers.ts';

// Everything that a run tracked beside metrics, as the SDK reads it from disk and as the gateway reads it.

const seeded = z.object({
  run: z.string(),
  plain: z.string(),
  /** By kind, name and context: the files by path. */
  files: z.record(z.string(), z.record(z.string(), z.string())),
  logs: z.array(z.string()),
  records: z.array(z.record(z.string(), z.unknown())),
  uris: z.record(z.string(), z.string()),
});

const folder = mkdtempSync(join(tmpdir(), 'rungraph-aim-'));
let seed: z.infer<typeof seeded> | undefined;
let server: RealServer | undefined;
let target: OpenTarget | undefined;

beforeAll(async () => {
  seed = seeded.parse(parseJson(runPython('seed-objects.py', [folder])));
  server = await startAim(folder);
  target = await openAimTarget(server.url, 'lab', new Map(), () => Promise.resolve());
});

afterAll(async () => {
  await target?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(document: string, variables = {}): Promise<unknown> {
  const { data, errors } = (await target?.gateway.execute(document, variables)) ?? {};
  expect(errors).toBeUndefined();
  return data;
}

interface Made {
  readonly nativeId: string;
  readonly type: string;
  readonly uri: string | null;
}

/** What a run made, by kind, name and context. */
async function madeBy(run: string): Promise<ReadonlyMap<string, Made>> {
  const selection = 'nodes { nativeId name type nativeType uri } reports { state }';
  const answer = await ask(`{ run(id: "lab/${run}") { produced(first: 100) { ${selection} } } }`);
  const nodes = listAt(at(answer, 'run'), 'produced', 'nodes').map((node) => {
    const nativeId = String(at(node, 'nativeId'));
    const [, , kind = '', name = '', context = '{}'] = nativeId.split('/').map(decodeURIComponent);
    const uri = at(node, 'uri');
    const made = { nativeId, type: String(at(node, 'type')), uri: typeof uri === 'string' ? uri : null };
    return [kind === 'stored' || kind === 'logs' ? `${kind}/${name}` : `${kind}/${name}/${context}`, made] as const;
  });
  return new Map(nodes);
}

async function pathsOf(nativeId: string): Promise<readonly string[]> {
  const paths: string[] = [];
  let after: unknown = null;
  do {
    const page = 'nodes { path } pageInfo { hasNextPage endCursor } reports { state code message }';
    const list = await ask(
      `query ($id: ID!, $after: String) { artifact(id: $id) { files(recursive: true, first: 50, after: $after) { ${page} } } }`,
      { id: `lab/${nativeId}`, after },
    );
    expect(at(list, 'artifact', 'files', 'reports', 0)).toMatchObject({ state: 'OK' });
    paths.push(...listAt(list, 'artifact', 'files', 'nodes').map((file) => String(at(file, 'path'))));
    const info = at(list, 'artifact', 'files', 'pageInfo');
    after = at(info, 'hasNextPage') === true ? at(info, 'endCursor') : null;
  } while (after !== null);
  return paths;
}

async function read(artifactId: string, path: string): Promise<Buffer> {
  if (target === undefined) throw new Error('not open');
  const file = await openDownload(quietScope(), target.source, { artifactId, path, range: null });
  if ('outOfRange' in file) throw new Error(path);
  return buffer(file.body);
}

test('every kind of object is an artifact of the run, by name and context', async () => {
  const made = await madeBy(seed?.run ?? '');
  const stored = Object.keys(seed?.uris ?? {}).map((name) => `stored/${name}`);
  expect(new Set(made.keys())).toEqual(new Set([...Object.keys(seed?.files ?? {}), ...stored, 'logs/']));
  expect(made.get('texts/lists/{"big":1152921504606846977,"deep":{"a":[1,null]}}')?.type).toBe('TABLE');
  expect([...(await madeBy(seed?.plain ?? '')).keys()]).toEqual(['logs/']);
});

test('the files are those that the SDK reads, byte for byte', async () => {
  const made = await madeBy(seed?.run ?? '');
  let images = 0;
  for (const [key, expected] of Object.entries(seed?.files ?? {})) {
    const nativeId = made.get(key)?.nativeId ?? '';
    expect(new Set(await pathsOf(nativeId))).toEqual(new Set(Object.keys(expected)));
    for (const [path, content] of Object.entries(expected)) {
      const bytes = await read(nativeId, path);
      if (key.startsWith('distributions/')) expect(JSON.parse(bytes.toString())).toEqual(JSON.parse(content));
      else if (content.startsWith('base64:')) expect(bytes.toString('base64')).toBe(content.slice('base64:'.length));
      else expect(bytes.toString()).toBe(content);
      if (/\.(?:png|jpeg)$/.test(path)) images += 1;
    }
  }
  expect(images).toBe(5);
});

test('logs are every line that the run printed', async () => {
  const made = await madeBy(seed?.run ?? '');
  const lines = (await read(made.get('logs/')?.nativeId ?? '', 'logs.txt')).toString();
  expect(lines).toBe((seed?.logs ?? []).map((line) => `${line}\n`).join(''));
  expect(lines).toContain('printed line 0 é\n');
  expect(lines).toContain('printed line 249 é\n');
  expect(await pathsOf((await madeBy(seed?.plain ?? '')).get('logs/')?.nativeId ?? '')).toEqual([]);
});

test('log records are those that the SDK reads', async () => {
  const made = await madeBy(seed?.run ?? '');
  const logs = made.get('logs/')?.nativeId ?? '';
  expect(await pathsOf(logs)).toEqual(['logs.txt', 'records.jsonl']);
  const lines = (await read(logs, 'records.jsonl')).toString().trimEnd().split('\n');
  const records = lines.map((line): unknown => JSON.parse(line));
  const args = { loss: 0.5, step: '1152921504606846977' };
  expect(records).toEqual([{ ...seed?.records[0], args }, ...(seed?.records.slice(1) ?? [])]);
  expect(records[0]).toMatchObject({ message: 'epoch done', log_level: 'INFO' });
  expect(records).toHaveLength(221);
});

test('what lies elsewhere has its URI and no bytes', async () => {
  const made = await madeBy(seed?.run ?? '');
  for (const [name, uri] of Object.entries(seed?.uris ?? {})) {
    const artifact = made.get(`stored/${name}`);
    expect(artifact?.uri).toBe(uri);
    await expect(read(artifact?.nativeId ?? '', 'file é.txt')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  }
});

test('what is not there is NOT_FOUND, also of runs that are not', async () => {
  const run = seed?.run ?? '';
  await expect(read(`runs/${run}/images/none`, '0/0.png')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(read('runs/nosuch/images/none', '0/0.png')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(read('runs/nosuch/logs', 'logs.txt')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { errors } = (await target?.gateway.execute('{ artifact(id: "lab/runs/nosuch/logs") { name } }')) ?? {};
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND']);
});

test('lists and links of a real server', async () => {
  const list = await ask('{ artifacts(first: 100) { nodes { nativeId producedBy { nativeId } } reports { state } } }');
  const makers = listAt(list, 'artifacts', 'nodes').map((node) => at(node, 'producedBy', 'nativeId'));
  expect(makers.filter((hash) => hash === seed?.run)).toHaveLength(Object.keys(seed?.files ?? {}).length + 2);
  expect(makers.filter((hash) => hash === seed?.plain)).toHaveLength(1);
  const up = await ask(
    'query ($of: ID!) { lineage(of: $of, direction: UPSTREAM) { nodes { ... on Run { nativeId } } edges { kind } } }',
    { of: encodeId('Artifact', 'lab', `runs/${seed?.run ?? ''}/figures/plot`) },
  );
  expect(listAt(up, 'lineage', 'nodes')).toContainEqual({ nativeId: seed?.run });
  expect(listAt(up, 'lineage', 'edges')).toEqual([{ kind: 'PRODUCED' }]);
});
