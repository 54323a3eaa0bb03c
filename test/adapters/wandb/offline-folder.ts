import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Adapter, RunPage } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Series } from '../../../src/contract/series.ts';
import { callContext } from '../../support/call-context.ts';
import { openAdapter } from './open-adapter.ts';
import { records } from './write-log.ts';

export const started = Date.UTC(2026, 0, 5, 8, 0, 0, 250);
export const rows = Array.from({ length: 400 }, (_row, step) => ({
  _step: String(step),
  _timestamp: '1767600000.5',
  loss: `${step}.5`,
}));
/** A run of the project `lab/demo` from its beginning to its end. */
export const whole = [
  records.header,
  records.run('r1', started, { lr: '0.1' }),
  ...rows.map(records.history),
  records.exit(0),
];

export const everything = {
  projects: null,
  filter: { kind: 'and', filters: [] },
  order: null,
  archived: 'EXCLUDE',
} as const;

/** A folder of offline runs, and an adapter that reads it. */
export interface OfflineFolder {
  readonly path: string;
  readonly adapter: Adapter;
  /** A file of a run, as `wandb/offline-run-…/run-….wandb`; one that was not touched for long, unless said. */
  put(name: string, bytes: Uint8Array, isOld?: boolean): void;
  list(parts?: Parameters<typeof callContext>[0]): Promise<RunPage>;
  series(runId: string, metric?: string): Promise<Series>;
  remove(): Promise<void>;
}

let questions = 0;

/** Every question is one of its own, as clients ask them. */
export function ask(parts: Parameters<typeof callContext>[0] = {}): ReturnType<typeof callContext> {
  questions += 1;
  return callContext({ traceId: `question ${questions}`, ...parts });
}

export function openFolder(): OfflineFolder {
  const path = mkdtempSync(join(tmpdir(), 'rungraph-offline-'));
  const adapter = openAdapter({ path, entity: 'lab' });
  return {
    path,
    adapter,
    put(name, bytes, isOld = true) {
      mkdirSync(join(path, 'wandb', name), { recursive: true });
      const file = join(path, 'wandb', name, `run-${name}.wandb`);
      writeFileSync(file, bytes);
      if (isOld) utimesSync(file, started / 1000, started / 1000);
    },
    list: (parts = {}) => adapter.searchRuns(ask(parts), { ...everything, limit: 100, after: null }),
    async series(runId, metric = 'loss') {
      const request = { runId, projectId: 'lab/demo', metric, context: null, from: null, to: null, maxPoints: null };
      const [answer] = await adapter.getSeries(ask(), [request]);
      if (answer === undefined || isRungraphError(answer)) throw new Error('no series');
      return answer;
    },
    async remove() {
      await adapter.close();
      rmSync(path, { recursive: true });
    },
  };
}
