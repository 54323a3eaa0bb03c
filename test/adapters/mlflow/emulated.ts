import { z } from 'zod';
import { startMlflowEmulator, type MlflowEmulatorOptions } from '../../../adapters/mlflow/emulator/start.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleMetric, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';

export interface Reply {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** An emulator, and ways to ask it by hand. */
export interface Emulated {
  readonly emulator: Awaited<ReturnType<typeof startMlflowEmulator>>;
  get(path: string, init?: RequestInit): Promise<Reply>;
  /** Below /api/2.0/mlflow. A text is sent as it is. */
  post(path: string, body: object | string, headers?: Record<string, string>): Promise<Reply>;
  /** The names of the runs found, or the message of the error. */
  search(body: object): Promise<readonly string[] | string>;
  idOf(key: string): string;
  close(): Promise<void>;
}

export const project = 'digits';

/** A run that started at 1000 and is as the test says otherwise. Its name is its key. */
export function sampleRun(key: string, parts: Partial<SampleRun> = {}): SampleRun {
  return plainRun({ key, project, name: key, startedAt: 1000, ...parts });
}

/** A metric of which only the steps and values matter. */
export function series(key: string, points: readonly (readonly [step: number, value: number])[]): SampleMetric {
  return { key, context: {}, points: points.map(([step, value]) => ({ step, value, timestamp: 5 })) };
}

export async function emulate(
  runs: readonly SampleRun[],
  options: Omit<MlflowEmulatorOptions, 'port' | 'data'> = {},
): Promise<Emulated> {
  const data = { projects: [{ name: project, description: 'Which digit is it?', createdAt: 500 }], runs };
  const emulator = await startMlflowEmulator({ port: 0, data, ...options });
  const get = async (path: string, init: RequestInit = {}): Promise<Reply> => {
    const response = await fetch(`${emulator.url}${path}`, init);
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const post = (path: string, body: object | string, headers: Record<string, string> = json): Promise<Reply> =>
    get(`/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    emulator,
    get,
    post,
    async search(body) {
      const reply = await post('runs/search', { experiment_ids: [emulator.projectIds.get(project)], ...body });
      return reply.status === 200 ? namesOf(reply) : messageOf(reply);
    },
    idOf: (key) => emulator.runIds.get(key) ?? '',
    close: () => emulator.close(),
  };
}

const json = { 'content-type': 'application/json' };

const foundRuns = z.object({ runs: z.array(z.object({ info: z.object({ run_name: z.string() }) })).default([]) });

export function namesOf({ text }: Reply): readonly string[] {
  return foundRuns.parse(JSON.parse(text)).runs.map(({ info }) => info.run_name);
}

export function messageOf({ text }: Reply): string {
  return z.object({ message: z.string() }).parse(JSON.parse(text)).message;
}

export function jsonOf({ text }: Reply): unknown {
  return JSON.parse(text);
}
