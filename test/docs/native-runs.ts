import { runReader as aimReader } from '../../adapters/aim/to-model.ts';
import { runReader as mlflowReader } from '../../adapters/mlflow/to-model.ts';
import { factsOf } from '../../adapters/neptune/to-model.ts';
import type { ParamEntry } from '../../adapters/neptune/archive/index/part-index.ts';
import { runReader as wandbReader } from '../../adapters/wandb/to-model.ts';
import { emptyProjection } from '../../src/contract/projection.ts';
import type { Run } from '../../src/contract/run.ts';

/** What of a run the pages tell of every tracker. */
export type NativeFacts = Pick<
  Run,
  'status' | 'name' | 'user' | 'notes' | 'group' | 'jobType' | 'startedAt' | 'endedAt' | 'parentId'
>;

/** A run as a tracker sends it: text and times by the tracker's own words. Times are epoch milliseconds, in whole seconds. */
export interface NativeRun {
  readonly status?: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly times: ReadonlyMap<string, number>;
}

const projection = emptyProjection;

/** By the heading that its column has: what an adapter makes of a run. */
export const readers: Readonly<Record<string, (run: NativeRun) => NativeFacts>> = {
  MLflow({ status, texts, times }) {
    const tags = [...texts].map(([key, value]) => ({ key, value }));
    const info = {
      run_id: 'r',
      experiment_id: '1',
      status,
      run_name: texts.get('run_name'),
      user_id: texts.get('user_id'),
      start_time: times.get('start_time'),
      end_time: times.get('end_time'),
    };
    return mlflowReader({ pagesUrl: 'http://t', projection })({ info, data: { tags } });
  },

  'Weights & Biases'({ status = 'finished', texts, times }) {
    const iso = (name: string): string | null => {
      const time = times.get(name);
      return time === undefined ? null : new Date(time).toISOString();
    };
    const fields = { displayName: texts.get('displayName'), notes: texts.get('notes'), group: texts.get('group') };
    const wire = {
      ...fields,
      name: 'r',
      state: status,
      jobType: texts.get('jobType'),
      user: { username: texts.get('username') },
      createdAt: iso('createdAt'),
      heartbeatAt: iso('heartbeatAt'),
    };
    return wandbReader({ pagesUrl: 'http://t', projection })({ entity: 'e', project: 'p' }, wire);
  },

  Neptune({ status, texts, times }) {
    const failed: readonly ParamEntry[] = status === 'sys/failed' ? [['sys/failed', 'bool', true]] : [];
    const system: readonly ParamEntry[] = [
      ...failed,
      ...[...texts].map(([path, text]): ParamEntry => [path, 'string', text]),
      ...[...times].map(([path, time]): ParamEntry => [path, 'datetime', time]),
    ];
    return factsOf({ params: [], system: new Map(system.map((entry) => [entry[0], entry])) }, status === 'running');
  },

  Aim({ status, texts, times }) {
    const seconds = (name: string): number | null => (times.has(name) ? (times.get(name) ?? 0) / 1000 : null);
    const props = {
      name: texts.get('name') ?? null,
      description: texts.get('description') ?? null,
      active: status === 'active',
      creation_time: seconds('creation_time'),
      end_time: seconds('end_time'),
    };
    return aimReader({ baseUrl: 'http://t', projection })({ key: 'r', value: { props } });
  },
};
