import { randomUUID } from 'node:crypto';
import { searchRuns } from '../search/search-runs.ts';
import { createRun, updateRun } from '../store/runs.ts';
import { runOf, runStatuses } from '../store/state.ts';
import { within } from '../wire/check-request.ts';
import { newRunToWire, runInfoToWire, runToWire, unlessEmpty, wholeRunToWire } from '../wire/to-wire.ts';
import { writeJson } from '../wire/write-json.ts';
import {
  int32,
  int64,
  keyValues,
  pairsOf,
  runIdOf,
  text,
  texts,
  viewOf,
  viewTypes,
  type Endpoint,
} from './endpoint.ts';
import { inventName } from './invent-name.ts';

export const runEndpoints: readonly Endpoint[] = [
  {
    methods: ['POST'],
    path: '/mlflow/runs/create',
    fields: { experiment_id: text, user_id: text, run_name: text, start_time: int64, tags: keyValues },
    checks: { experiment_id: ['text'], start_time: ['integer'], run_name: ['text'] },
    answer({ world, message }) {
      const run = createRun(world, {
        id: randomUUID().replaceAll('-', ''),
        experimentId: message.text('experiment_id'),
        name: message.text('run_name'),
        fallbackName: inventName(),
        userId: message.text('user_id'),
        startTime: message.integer('start_time'),
        tags: pairsOf(message, 'tags'),
      });
      return writeJson({ run: newRunToWire(run) }, 'pretty');
    },
  },
  {
    methods: ['GET'],
    path: '/mlflow/runs/get',
    fields: { run_id: text, run_uuid: text },
    checks: { run_id: ['required', 'text'] },
    answer: ({ world, message }) =>
      writeJson({ run: wholeRunToWire(runOf(world, runIdOf(message)), world.generation) }, 'pretty'),
  },
  {
    methods: ['POST'],
    path: '/mlflow/runs/search',
    fields: {
      experiment_ids: texts,
      filter: text,
      run_view_type: { type: 'enum', names: viewTypes },
      max_results: int32,
      order_by: texts,
      page_token: text,
    },
    checks: {
      experiment_ids: ['array'],
      filter: ['text'],
      max_results: ['integer', within(Number.NEGATIVE_INFINITY, 50_000)],
      order_by: ['array', 'array of texts'],
    },
    answer({ world, message }) {
      const { runs, nextToken } = searchRuns(world, {
        experimentIds: message.texts('experiment_ids'),
        filter: message.text('filter'),
        view: viewOf(message, 'run_view_type'),
        limit: message.has('max_results') ? Number(message.integer('max_results')) : 1000,
        order: message.texts('order_by'),
        pageToken: message.text('page_token'),
      });
      const wire = runs.map((run) => runToWire(run, world.generation));
      return writeJson({ runs: unlessEmpty(wire), next_page_token: nextToken || undefined }, 'pretty');
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/runs/update',
    fields: {
      run_id: text,
      run_uuid: text,
      status: { type: 'enum', names: runStatuses },
      end_time: int64,
      run_name: text,
    },
    checks: { run_id: ['required', 'text'], end_time: ['integer'], status: ['text'], run_name: ['text'] },
    answer({ world, message }) {
      const run = updateRun(world, runIdOf(message), {
        status: runStatuses[Number(message.integer('status')) - 1],
        endTime: message.has('end_time') ? message.integer('end_time') : undefined,
        name: message.text('run_name'),
      });
      return writeJson({ run_info: runInfoToWire(run) }, 'pretty');
    },
  },
  deletion('/mlflow/runs/delete', true),
  deletion('/mlflow/runs/restore', false),
];

/** Deleting hides a run and forbids to write to it; it can be said again and taken back. */
function deletion(path: string, deleted: boolean): Endpoint {
  return {
    methods: ['POST'],
    path,
    fields: { run_id: text },
    checks: { run_id: ['required', 'text'] },
    answer({ world, message }) {
      runOf(world, message.text('run_id')).deleted = deleted;
      return '{}';
    },
  };
}
