import { startNeptuneEmulator, type NeptuneEmulator } from '../../../adapters/neptune/emulator/start.ts';
import { neptune } from '../../../adapters/neptune/index.ts';
import type { SampleData, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { openTarget } from '../../conformance/open-target.ts';
import type { OpenTarget } from '../../conformance/target.ts';

/** An emulator of one line, and a gateway over it under the id `live`. */
export interface OpenServer {
  readonly emulator: NeptuneEmulator;
  readonly target: OpenTarget;
  /** The data of an answer; what went wrong is thrown. */
  ask(document: string): Promise<unknown>;
  close(): Promise<void>;
}

type Options = Omit<Parameters<typeof startNeptuneEmulator>[0], 'port'>;

export async function openServer(options: Options, settings: object = {}): Promise<OpenServer> {
  const emulator = await startNeptuneEmulator({ port: 0, ...options });
  const { url, runIds, source } = emulator;
  const close = () => emulator.close();
  const config = { url, ...source, ...settings };
  const target = await openTarget(neptune, {
    id: 'live',
    settings: config,
    options: { keeps: 'nothing' },
    runIds,
    close,
  });
  return {
    emulator,
    target,
    async ask(document) {
      const { data, errors } = await target.gateway.execute(document);
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    close: () => target.close(),
  };
}

export const start = Date.UTC(2026, 0, 5);

export function dataOf(runs: readonly SampleRun[]): SampleData {
  return { projects: [{ name: 'vision', description: null, createdAt: start }], runs };
}

export function runOf(key: string, parts: Partial<SampleRun> = {}): SampleRun {
  return plainRun({ key, project: 'vision', name: key, startedAt: start, ...parts });
}

export function seriesOf(key: string, steps: readonly number[], sign = 1): SampleRun['metrics'][number] {
  return { key, context: {}, points: steps.map((step) => ({ step, value: sign * step, timestamp: start + step })) };
}

/** A file that the emulator holds. */
export function fileOf(path: string, content: string, mimeType = 'text/plain') {
  return { path, mimeType, content: Buffer.from(content) };
}
