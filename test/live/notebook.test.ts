import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import { blocksOf, readPage } from '../docs/page.ts';
import { assembleConfig } from '../support/assemble.ts';
import { startMlflow } from './mlflow/servers.ts';
import { environment, type RealServer } from './support/server.ts';

// What the pages show for notebooks, in a real Python with pandas, on what breaks recipes: a run that diverged, points
// that were logged without steps, and two runs of one name.

const logging = `
import sys
from mlflow.tracking import MlflowClient
client = MlflowClient(sys.argv[1])
experiment = client.create_experiment("notebooks")
def log(name, lr, values, steps=True):
    run = client.create_run(experiment, run_name=name)
    client.log_param(run.info.run_id, "lr", lr)
    for at, value in enumerate(values):
        where = {"step": at} if steps else {}
        client.log_metric(run.info.run_id, "val_accuracy", value, timestamp=1764000000000 + 1000 * at, **where)
    client.set_terminated(run.info.run_id)
log("good", 0.1, [0.5, 0.7, 0.9])
log("diverged", 10, [0.4, float("nan"), float("nan")])
log("twin", 0.2, [0.6, 0.8])
log("twin", 0.3, [0.61, 0.81])
log("stepless", 0.4, [0.2, 0.3, 0.35], steps=False)
`;

const down = 'http://127.0.0.1:1';
let tracker: RealServer | undefined;
const gateways: Gateway[] = [];
const servers: RunningServer[] = [];

async function serveOver(sources: Parameters<typeof assembleConfig>[0]): Promise<string> {
  const gateway = await assembleConfig(sources);
  gateways.push(gateway);
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  servers.push(server);
  return server.url;
}

beforeAll(async () => {
  tracker = await startMlflow('mlflow-3');
  await python(logging, tracker.url);
});

afterAll(async () => {
  for (const server of servers) await server.close();
  for (const gateway of gateways) await gateway.close();
  await tracker?.stop();
});

/** What a script prints. The gateway lives in this process: waiting for Python must not block it. */
async function python(script: string, ...args: readonly string[]): Promise<string> {
  const command = join(environment('mlflow-3'), 'bin', 'python');
  const { stdout } = await promisify(execFile)(command, ['-W', 'error::FutureWarning', '-c', script, ...args]);
  return stdout;
}

const blocksIn = (page: string): readonly string[] =>
  blocksOf(readPage(page)).flatMap(({ info, text }) => (info === 'python' ? [text] : []));
const [asking = '', table = '', curves = '', columns = ''] = blocksIn('docs/notebooks.md').filter(
  // What needs the client is run from its wheel, elsewhere.
  (text) => !/\brg\.|rungraph/.test(text),
);

const address = 'http://127.0.0.1:4000';
function at(url: string, ...snippets: readonly string[]): string {
  const script = snippets.join('\n');
  expect(script).toContain(address);
  return script.replaceAll(address, url);
}

/** The first words of the lines that a frame is printed as. */
function namesIn(printed: string): readonly string[] {
  return printed.split('\n').flatMap((line) => /(good|diverged|twin|stepless)/.exec(line)?.[1] ?? []);
}

test('a page of runs becomes a frame of numbers and times, in order', async () => {
  const url = await serveOver({ lab: { tracker: 'mlflow', url: tracker?.url } });
  const printed = await python(at(url, asking, table));
  expect(printed).toMatch(/startedAt +datetime64\[\w+, UTC\]\nlr +float64\nval_accuracy +float64\n/);
  expect(namesIn(printed)).toEqual(['good', 'twin', 'twin', 'stepless', 'diverged']);
  expect(printed).toMatch(/diverged .* 10\.\d* +NaN/);
});

test('curves become frames that lose no point and no run', async () => {
  const url = await serveOver({ lab: { tracker: 'mlflow', url: tracker?.url } });
  const printed = await python(at(url, asking, curves, columns));
  const [described = '', bySteps = '', byPoints = ''] = printed.split(/^(?=(?:step|point) )/m);
  expect(namesIn(described).toSorted()).toEqual(['diverged', 'good', 'stepless', 'twin', 'twin']);
  // The diverged run has one number, the others all of theirs.
  expect(described).toMatch(/stepless +3\.0 /);
  expect(namesIn(bySteps).toSorted()).toEqual(['diverged', 'good', 'stepless', 'twin', 'twin']);
  expect(bySteps).toMatch(/good .* 0\.5\d* +0\.7\d* +0\.9/);
  expect(bySteps).toMatch(/stepless .* 0\.35 +NaN +NaN/);
  expect(byPoints).toMatch(/stepless .* 0\.20? +0\.30? +0\.35/);
});

test('a source that is down stops them', async () => {
  const url = await serveOver({
    lab: { tracker: 'mlflow', url: tracker?.url },
    gone: { tracker: 'mlflow', url: down, deadlineMs: 2000 },
  });
  for (const script of [at(url, asking, table), at(url, asking, curves)])
    await expect(python(script)).rejects.toThrow(/RuntimeError: .*'source': 'gone'/s);
});
