import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trackers } from '../../adapters/registry.ts';
import type { Emulator } from '../../src/contract/tracker.ts';
import { rungraph, startRungraph } from './command.ts';

// The command line as a person uses it, in processes of its own.

const [tracker] = trackers;
let folder = '';
let emulator: Emulator | undefined;

beforeAll(async () => {
  emulator = await tracker?.emulate?.({ port: 0, empty: false });
  folder = mkdtempSync(join(tmpdir(), 'rungraph-cli-'));
  const source = JSON.stringify({ tracker: tracker?.kind, ...emulator?.source });
  const dead = JSON.stringify({ tracker: tracker?.kind, url: 'http://127.0.0.1:1' });
  writeFileSync(join(folder, 'rungraph.yaml'), `server: { drainMs: 0 }\nsources:\n  lab: ${source}\n`);
  writeFileSync(
    join(folder, 'callers.yaml'),
    `sources:\n  lab: ${source.slice(0, -1)}, "callerHeader": "X-Lab-Token"}\n`,
  );
  writeFileSync(join(folder, 'half.yaml'), `sources:\n  lab: ${source}\n  dead: ${dead}\n`);
  writeFileSync(join(folder, 'typo.yaml'), `sources:\n  lab:\n    tracker: ${tracker?.kind ?? ''}\n    urll: x\n`);
  writeFileSync(
    join(folder, 'runs.graphql'),
    'query ($first: Int = 2) { runs(first: $first, filter: { status: { eq: FINISHED } }) { nodes { name params(keys: ["lr"]) { key value } } totalCount } }',
  );
});

afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true });
});

const here = () => ({ cwd: folder });

test('demo --once answers one question over several sources, and ends', async () => {
  const { code, stdout, stderr } = await rungraph(['demo', '--once']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('query BestRuns');
  expect(stdout).toMatch(/^ vision\/[0-9a-f]{32}\s+vit-s16-lr0.0003\s+vit-s16\s+0.0003\s+0.93\d+\s+mira/m);
  expect(stdout).toMatch(/^ language\/[0-9a-f]{32}/m);
});

test('demo serves until it is told to stop', async () => {
  const demo = startRungraph(['demo', '--port', '0']);
  const [, url = ''] = await demo.until(/GraphQL is at (http:\/\/127\.0\.0\.1:\d+)\/graphql/);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ sources { name state } }' }),
  });
  expect(await response.json()).toEqual({
    data: {
      sources: [
        { name: 'vision', state: 'UP' },
        { name: 'language', state: 'UP' },
        { name: 'robots', state: 'UP' },
        { name: 'archive', state: 'UP' },
        { name: 'forecast', state: 'UP' },
      ],
    },
  });
  demo.child.kill('SIGINT');
  expect((await demo.ended).code).toBe(0);
});

test('query prints a table, and with --json the answer itself', async () => {
  const shown = await rungraph(['query', 'runs.graphql'], here());
  expect(shown).toMatchObject({ code: 0, stderr: '' });
  expect(shown.stdout).toMatch(/name\s+params/);
  expect(shown.stdout).toMatch(/vit-s16-lr0.0003 +lr=0.0003/);
  const raw = await rungraph(['query', 'runs.graphql', '--json', '--variables', '{"first": 1}'], here());
  expect(JSON.parse(raw.stdout)).toEqual({
    data: {
      runs: {
        nodes: [{ name: expect.any(String), params: [{ key: 'lr', value: expect.any(Number) }] }],
        totalCount: null,
      },
    },
  });
});

test('query reads the document from stdin, and variables from a file', async () => {
  writeFileSync(join(folder, 'variables.json'), '{"id": "nope/x"}');
  const input = 'query ($id: ID!) { run(id: $id) { name } sources { name } }';
  const { code, stdout, stderr } = await rungraph(['query', '-', '--variables', '@variables.json'], {
    ...here(),
    input,
  });
  expect(code).toBe(1);
  expect(stderr).toContain('NOT_FOUND There is no source "nope"; configured are: lab. (at run)');
  expect(stdout).toContain('lab');
});

test('a source that fails is named below the answer of the others', async () => {
  const { stdout } = await rungraph(['query', '-', '-c', 'half.yaml'], {
    ...here(),
    input: '{ runs(first: 1) { nodes { name } reports { source { name } state code message } } }',
  });
  expect(stdout).toContain('FAILED dead UNAVAILABLE http://127.0.0.1:1 did not answer: the connection was refused.');
});

test('explain shows the plan of a document, and refuses one without runs', async () => {
  const { code, stdout } = await rungraph(['explain', 'runs.graphql'], here());
  expect(code).toBe(0);
  expect(stdout).toMatch(/evaluated there status eq "FINISHED"/);
  const none = await rungraph(['explain', '-'], { ...here(), input: '{ sources { name } }' });
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('asks for no runs at its top level') });
});

test('doctor tells a good source from a bad one, how to mend it, and ends with 1', async () => {
  const { code, stdout } = await rungraph(['doctor', '--config', 'half.yaml'], here());
  expect(code).toBe(1);
  expect(stdout).toMatch(/ok {3}lab .*\n.*url.*\n.*reachable {5}yes/);
  expect(stdout).toMatch(/FAIL dead .*\n(.*\n)*.*mend {10}Is the tracker running/);
  const json = await rungraph(['doctor', '--json'], here());
  expect(JSON.parse(json.stdout)).toMatchObject({
    sources: [{ source: 'lab', reachable: true, authorised: true, code: null }],
  });
  expect(json.code).toBe(0);
});

test('headers of a caller go to the sources that want them, and doctor says which one lacks them', async () => {
  const file = ['--config', 'callers.yaml'];
  const lacking = await rungraph(['doctor', ...file], here());
  expect(lacking.code).toBe(1);
  expect(lacking.stdout).toContain('Send your credentials for lab in the header x-lab-token.');
  expect(lacking.stdout).toContain('rungraph doctor --header "x-lab-token: …"');
  const sent = ['-H', 'X-Other: a', '--header', 'X-Lab-Token: Bearer s3cret'];
  expect((await rungraph(['doctor', ...file, ...sent], here())).code).toBe(0);
  const { code, stdout } = await rungraph(['query', ...file, ...sent, 'runs.graphql', '--json'], here());
  expect({ code, nodes: stdout.match(/"name":/g)?.length }).toEqual({ code: 0, nodes: 2 });
  const typo = await rungraph(['doctor', ...file, '--header', 's3cret'], here());
  expect(typo).toMatchObject({ code: 2, stderr: expect.stringContaining('--header must be a name and a value') });
  expect(typo.stderr).not.toContain('s3cret');
});

test('serve answers over HTTP with the port of the command line, and ends well on SIGTERM', async () => {
  const serve = startRungraph(['serve', '--port', '0'], here());
  const [, url = ''] = await serve.until(/Rungraph serves lab at (http:\/\/127\.0\.0\.1:\d+)\/graphql/);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  serve.child.kill('SIGTERM');
  expect((await serve.ended).code).toBe(0);
});

test('emulate prints a config that reads it', async () => {
  const emulate = startRungraph(['emulate', tracker?.kind ?? '', '--empty']);
  const [, config = ''] = await emulate.until(/write into rungraph\.yaml:\n\n([^]*url: http:\/\/127\.0\.0\.1:\d+)/);
  writeFileSync(join(folder, 'emulated.yaml'), config);
  const { stdout } = await rungraph(['query', '-', '-c', 'emulated.yaml', '--json'], {
    ...here(),
    input: '{ runs { nodes { name } reports { state } } }',
  });
  expect(JSON.parse(stdout)).toEqual({ data: { runs: { nodes: [], reports: [{ state: 'OK' }] } } });
  emulate.child.kill('SIGINT');
  expect((await emulate.ended).code).toBe(0);
});

test.each([
  [['query', 'nope.graphql'], 'The document cannot be read'],
  [['query', 'runs.graphql', '-c', 'nope.yaml'], 'There is no config file nope.yaml'],
  [['query', 'runs.graphql', '-c', 'typo.yaml'], 'sources.lab.urll: unknown key; the keys that belong here are'],
  [['query', 'runs.graphql', '--variables', '[1]'], '--variables must be a JSON object'],
  [['emulate', 'nope'], 'There is no emulator for "nope"'],
  [['serve', '--port', '70000'], 'It must be a number from 0 to 65535.'],
  [['frobnicate'], "unknown command 'frobnicate'"],
  [['query'], "missing required argument 'file'"],
])('%j is wrong usage: exit code 2, and no stack', async (args, message) => {
  const { code, stderr } = await rungraph(args, here());
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/\n {4}at /);
});

test('a port in use is said so', async () => {
  const port = new URL(emulator?.url ?? '').port;
  const { code, stderr } = await rungraph(['serve', '--port', port], here());
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `rungraph: 127.0.0.1:${port} is in use already; choose another port with --port.\n`,
  });
});

test('--help and --version end with 0, for every command', async () => {
  const commands = ['serve', 'query', 'explain', 'doctor', 'emulate', 'demo'].map((name) => [name, '--help']);
  const ended = await Promise.all([['--help'], ['--version'], ...commands].map((args) => rungraph(args)));
  expect(ended.map(({ code, stdout }) => ({ code, empty: stdout === '' }))).toEqual(
    ended.map(() => ({ code: 0, empty: false })),
  );
});

test.each([
  ['', /^Rungraph serves lab at (http:\S+)\/graphql \(try it in a browser: \1\)\n/],
  [', profile: production', /^Rungraph serves lab at http:\S+\/graphql\nProduction, still open:\n/],
])('serve%s tells of a page for browsers where there is one', async (profile, said) => {
  const plain = readFileSync(join(folder, 'rungraph.yaml'), 'utf8');
  writeFileSync(join(folder, 'page.yaml'), plain.replace('drainMs: 0', `drainMs: 0, port: 0${profile}`));
  const serve = startRungraph(['serve', '-c', 'page.yaml'], here());
  await serve.until(/^Rungraph serves .*\n/);
  serve.child.kill('SIGINT');
  const { code, stdout } = await serve.ended;
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(said) });
});
