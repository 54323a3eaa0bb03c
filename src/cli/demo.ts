import pc from 'picocolors';
import type { Sample } from '../contract/tracker.ts';
import { trackers } from '../../adapters/registry.ts';
import { assembleGateway } from '../assemble/assemble-gateway.ts';
import type { Gateway } from '../graphql/gateway.ts';
import type { ServeOptions } from '../server/serve.ts';
import { readConfig } from '../config/load-config.ts';
import { demoSettings } from './demo-settings.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import { openLog, type LogLevel } from './log.ts';
import { openProgress } from './progress.ts';
import { renderAnswer, renderErrors } from './render-answer.ts';
import { listen } from './serve.ts';
import { openScreen } from './terminal.ts';
import { untilStopped } from './until-stopped.ts';

export interface DemoOptions {
  readonly port: number;
  readonly once?: boolean;
  readonly logLevel: LogLevel;
}

const document = `query BestRuns {
  runs(
    filter: { status: { eq: FINISHED }, metric: { key: "val_accuracy", gt: 0.5 } }
    orderBy: [{ by: { metric: { key: "val_accuracy" } }, direction: DESC }]
    first: 8
  ) {
    table(columns: [
      { value: { field: NAME } }
      { value: { param: "model" } }
      { value: { param: "lr" } }
      { value: { metric: { key: "val_accuracy" } } }
      { value: { field: USER } }
    ]) { refs columns { name values } }
    reports { source { name } state code message }
  }
}`;

/** `rungraph demo`: sample trackers, a gateway over them, and one question with its answer. */
export async function demo({ port, once = false, logLevel }: DemoOptions): Promise<ExitCode> {
  const log = openLog(logLevel);
  const started = await startSamples();
  const sources = Object.fromEntries(
    started.map(({ id, tracker, sample }) => [id, { tracker: tracker.kind, ...sample.source }]),
  );
  // JSON is YAML.
  const config = readConfig(JSON.stringify({ ...demoSettings, sources }), 'demo.yaml', { trackers, environment: {} });
  const gateway = await assembleGateway(config, { log });
  const server = once ? undefined : await listenSomewhere(gateway, { host: '127.0.0.1', port, log });
  const answer = await gateway.execute(document);
  const names = started.map(({ id, tracker }) => `${pc.bold(id)} (${tracker.title})`).join(', ');
  process.stdout.write(`Sample trackers: ${names}. One question to all:\n\n${document}\n\n`);
  process.stdout.write(`${renderErrors(answer)}${renderAnswer(answer, openScreen())}\n`);
  if (server !== undefined) {
    process.stdout.write(`GraphQL is at ${server.url}/graphql; try your own at ${pc.bold(server.url)} until Ctrl-C.\n`);
    await untilStopped();
    await server.close();
  }
  await gateway.close();
  await Promise.all(started.map(({ sample }) => sample.close()));
  return (answer.errors?.length ?? 0) > 0 ? exitCodes.failed : exitCodes.ok;
}

async function startSamples() {
  const samples = trackers.flatMap((tracker) => tracker.demo.map((source) => ({ tracker, source })));
  const bar = openProgress('Starting', samples.length);
  const started = await Promise.all(
    samples.map(async ({ tracker, source }) => {
      const sample: Sample = await source.start();
      bar.update({ source: source.id, rowsScanned: 0, done: true });
      return { id: source.id, tracker, sample };
    }),
  );
  bar.stop();
  return started;
}

/** The port asked for, or any free one: a demo must not fail because something else runs. */
async function listenSomewhere(gateway: Gateway, address: ServeOptions) {
  try {
    return await listen(gateway, address);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return listen(gateway, { ...address, port: 0 });
  }
}
