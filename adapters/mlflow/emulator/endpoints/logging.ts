import type { Json } from '../../../../src/contract/value.ts';
import { ServerCrash } from '../fault.ts';
import { logBatch, logMetric, logParam, setTag, type TextDraft } from '../store/log-batch.ts';
import { logInputs } from '../store/log-inputs.ts';
import type { MetricDraft } from '../store/log-metrics.ts';
import type { Check } from '../wire/check-request.ts';
import { isArray } from '../wire/is-array.ts';
import type { Message } from '../wire/proto-message.ts';
import { double, int64, keyValues, pairsOf, runIdOf, text, type Endpoint } from './endpoint.ts';

const nothing = '{}';
const dataset = { name: text, digest: text, source_type: text, source: text, schema: text, profile: text } as const;

/** What writes to a run. */
export const loggingEndpoints: readonly Endpoint[] = [
  {
    methods: ['POST'],
    path: '/mlflow/runs/log-batch',
    fields: {
      run_id: text,
      metrics: { type: 'messages', fields: { key: text, value: double, timestamp: int64, step: int64 } },
      params: keyValues,
      tags: keyValues,
    },
    checks: {
      run_id: ['text', 'required'],
      metrics: ['array', eachHas('metrics', ['key', 'value', 'timestamp'])],
      params: ['array', eachHas('params', ['key'])],
      tags: ['array', eachHas('tags', ['key'])],
    },
    answer({ world, message }) {
      logBatch(world, message.text('run_id'), {
        metrics: message.messages('metrics').map(metricOf),
        params: message.messages('params').map(textOf),
        tags: message.messages('tags').map(textOf),
      });
      return nothing;
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/runs/log-metric',
    fields: { run_id: text, run_uuid: text, key: text, value: double, timestamp: int64, step: int64 },
    checks: {
      run_id: ['required', 'text'],
      key: ['required', 'text'],
      value: ['required', 'number'],
      timestamp: ['integer', 'required'],
      step: ['integer'],
    },
    answer({ world, message }) {
      logMetric(world, runIdOf(message), metricOf(message));
      return nothing;
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/runs/log-parameter',
    fields: { run_id: text, run_uuid: text, key: text, value: text },
    checks: { run_id: ['required', 'text'], key: ['required', 'text'], value: ['text'] },
    answer({ world, message }) {
      logParam(world, runIdOf(message), textOf(message));
      return nothing;
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/runs/set-tag',
    fields: { run_id: text, run_uuid: text, key: text, value: text },
    checks: { run_id: ['required', 'text'], key: ['required', 'text'], value: ['text'] },
    answer({ world, message }) {
      setTag(world, runIdOf(message), textOf(message));
      return nothing;
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/runs/log-inputs',
    fields: {
      run_id: text,
      datasets: { type: 'messages', fields: { tags: keyValues, dataset: { type: 'message', fields: dataset } } },
    },
    checks: { run_id: ['required', 'text'], datasets: ['array'] },
    answer({ world, message }) {
      const drafts = message.messages('datasets').map((input) => ({
        dataset: datasetOf(input.message('dataset')),
        tags: new Map(pairsOf(input, 'tags')),
      }));
      logInputs(world, message.text('run_id'), drafts);
      return nothing;
    },
  },
];

/** Items of a list must have some members; the handler trips over a list or an item that is none. */
function eachHas(list: string, members: readonly string[]): Check {
  return (value) => {
    if (!isArray(value)) throw new ServerCrash();
    for (const [index, item] of value.entries()) {
      if (typeof item !== 'object' || item === null || isArray(item)) throw new ServerCrash();
      const entries: ReadonlyMap<string, Json> = new Map(Object.entries(item));
      const lost = members.find((member) => (entries.get(member) ?? '') === '');
      if (lost !== undefined) return `Missing value for required parameter '${list}[${index}].${lost}'.`;
    }
    return undefined;
  };
}

function textOf(message: Message): TextDraft {
  return { key: message.text('key'), value: message.text('value') };
}

function metricOf(message: Message): MetricDraft {
  return {
    key: message.text('key'),
    value: message.double('value'),
    timestamp: message.integer('timestamp'),
    step: message.integer('step'),
  };
}

function datasetOf(message: Message) {
  return {
    name: message.text('name'),
    digest: message.text('digest'),
    sourceType: message.text('source_type'),
    source: message.text('source'),
    schema: message.text('schema'),
    profile: message.text('profile'),
  };
}
