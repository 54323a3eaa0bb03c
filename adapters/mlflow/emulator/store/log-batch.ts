import { invalid } from '../fault.ts';
import { pythonRepr } from '../python-text.ts';
import { writeJson } from '../wire/write-json.ts';
import { checkMetric, checkNanRepeats, logMetrics, type MetricDraft } from './log-metrics.ts';
import { activeRun, updateRun } from './runs.ts';
import type { World } from './state.ts';
import { checkKey, checkLength, truncate } from './validate.ts';

export interface TextDraft {
  readonly key: string;
  readonly value: string;
}

export interface Batch {
  readonly metrics: readonly MetricDraft[];
  readonly params: readonly TextDraft[];
  readonly tags: readonly TextDraft[];
}

/** Checks everything first; then params, metrics and tags are stored in that order. */
export function logBatch(world: World, runId: string, batch: Batch): void {
  if (!/^[a-zA-Z0-9][\p{L}\p{N}_-]{0,255}$/u.test(runId)) {
    throw invalid(`Invalid value ${writeJson(runId, 'tight')} for parameter 'run_id' supplied.`);
  }
  batch.metrics.forEach((metric, index) => checkMetric(metric, `metrics[${index}].`));
  const params = batch.params.map((param, index) => checkParam(param, `params[${index}].`));
  const tags = batch.tags.map((tag, index) => checkTag(tag, `tags[${index}].`));
  checkLimits(batch);
  checkUnique(params);
  storeParams(world, runId, params);
  storeMetrics(world, runId, batch.metrics);
  for (const tag of tags) storeTag(world, runId, tag);
}

export function logParam(world: World, runId: string, draft: TextDraft): void {
  const param = checkParam(draft, '');
  const { params } = activeRun(world, runId);
  const old = params.get(param.key);
  if (old !== undefined && old !== param.value) {
    throw invalid(
      `Changing param values is not allowed. Param with key='${param.key}' was already logged with ` +
        `value='${old}' for run ID='${runId}'. Attempted logging new value '${param.value}'.`,
    );
  }
  params.set(param.key, param.value);
}

export function logMetric(world: World, runId: string, metric: MetricDraft): void {
  checkMetric(metric, '');
  storeMetrics(world, runId, [metric]);
}

function storeMetrics(world: World, runId: string, metrics: readonly MetricDraft[]): void {
  const run = activeRun(world, runId);
  if (!world.generation.repeatsNan) checkNanRepeats(run, metrics);
  logMetrics(run, metrics);
}

export function setTag(world: World, runId: string, tag: TextDraft): void {
  storeTag(world, runId, checkTag(tag, ''));
}

/** The tag with the name of the run renames it; an empty one is ignored. */
function storeTag(world: World, runId: string, { key, value }: TextDraft): void {
  if (key === 'mlflow.runName') updateRun(world, runId, { name: value });
  else activeRun(world, runId).tags.set(key, value);
}

/** `path` is where it was sent. */
function checkParam({ key, value }: TextDraft, path: string): TextDraft {
  checkKey(key, `${path}key`);
  checkLength('Param key', 250, key);
  return { key, value: truncate(value, 6000) };
}

function checkTag({ key, value }: TextDraft, path: string): TextDraft {
  checkKey(key, `${path}key`);
  checkLength(`${path}key`, 250, key);
  return { key, value: truncate(value, 8000) };
}

/** Params are written once: all of them are compared before the first is stored. */
function storeParams(world: World, runId: string, drafts: readonly TextDraft[]): void {
  const { params } = activeRun(world, runId);
  const changed = drafts.flatMap(({ key, value }) => {
    const old = params.get(key);
    if (old === undefined || old === value) return [];
    return [`{'key': ${pythonRepr(key)}, 'old_value': ${pythonRepr(old)}, 'new_value': ${pythonRepr(value)}}`];
  });
  if (changed.length > 0) {
    throw invalid(
      `Changing param values is not allowed. Params were already logged='[${changed.join(', ')}]' for run ID='${runId}'.`,
    );
  }
  for (const { key, value } of drafts) params.set(key, value);
}

function checkLimits({ metrics, params, tags }: Batch): void {
  checkLimit('metrics', 1000, metrics.length);
  checkLimit('params', 100, params.length);
  checkLimit('tags', 100, tags.length);
  checkLimit('metrics, params, and tags', 1000, metrics.length + params.length + tags.length);
}

function checkLimit(what: string, limit: number, length: number): void {
  if (length <= limit) return;
  throw invalid(
    `A batch logging request can contain at most ${limit} ${what}. Got ${length} ${what}. ` +
      `Please split up ${what} across multiple requests and try again.`,
  );
}

function checkUnique(params: readonly TextDraft[]): void {
  const repeated = params.map(({ key }) => key).filter((key, index, keys) => keys.indexOf(key) < index);
  if (repeated.length === 0) return;
  throw invalid(
    `Duplicate parameter keys have been submitted: ${pythonRepr(repeated)}. ` +
      'Please ensure the request contains only one param value per param key.',
  );
}
