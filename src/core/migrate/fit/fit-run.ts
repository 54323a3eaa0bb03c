import { canonicalJson } from '../../../contract/canonical-json.ts';
import type { Metric, Run, RunStatus } from '../../../contract/run.ts';
import type { MetricContext } from '../../../contract/value.ts';
import type { NewInput, NewParam, NewTag } from '../../../contract/writer.ts';
import type { WriteTable } from '../../../contract/write-table.ts';
import { fitContext } from './fit-context.ts';
import { fitInputs } from './fit-inputs.ts';
import { fitKeys } from './fit-keys.ts';
import { fitParams, whole, type Helpers, type Shorten } from './fit-params.ts';
import type { Tally } from './losses.ts';
import { cut } from './value-text.ts';

/** A series and what it is called at the target. */
export interface FittedSeries {
  readonly source: Metric;
  readonly metric: string;
  readonly context: MetricContext | null;
}

/** A text that is kept as a file, because it fits nowhere else whole. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export type Native = NonNullable<Run['native']>;

/** A run as the target takes it: all but its points, files and parent. */
export interface FittedRun {
  readonly name: string | null;
  readonly status: RunStatus;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly user: string | null;
  readonly notes: string | null;
  /** Null where the target has none: they are tags there. */
  readonly group: string | null;
  readonly jobType: string | null;
  /** Null where the target has no place for it. */
  readonly native: Native | null;
  readonly params: readonly NewParam[];
  readonly tags: readonly NewTag[];
  readonly series: readonly FittedSeries[];
  readonly inputs: readonly NewInput[];
  readonly texts: readonly TextFile[];
}

/** @throws the error of a part that could not be read: what is not whole is not moved. */
export function fitRun(run: Run, table: WriteTable, tally: Tally): FittedRun {
  const texts: TextFile[] = [];
  const renamed: Record<string, Record<string, string>> = {};
  const keep = (path: string, text: string): void => {
    if (table.files !== null) texts.push({ path: table.files.fit(`rungraph/${path}`), text });
  };
  const shorten = (item: string, text: string, most: number | null, path: string): string => {
    const short = cut(text, most);
    if (short === text) return text;
    const where = table.files === null ? 'the rest is lost' : `whole in rungraph/${path}`;
    tally.note({ code: 'VALUE_CUT', item, becomes: `${Array.from(short).length} characters, ${where}` });
    keep(path, text);
    return short;
  };
  const noteNames = (what: string, names: ReadonlyMap<string, string>): void => {
    const changed = [...names].filter(([from, to]) => from !== to);
    if (changed.length > 0) renamed[what] = Object.fromEntries(changed.map(([from, to]) => [to, from]));
  };
  const startedAt = fitStart(run, table, tally);
  const fitted = {
    name: fitName(run, table, tally, shorten),
    status: fitStatus(run.status, table, tally),
    startedAt,
    endedAt: fitEnd(run.endedAt, startedAt, table, tally),
    user: table.has.user ? run.user : lost('USER_LOST', 'user', run.user, tally),
    notes: table.has.notes
      ? run.notes === null || run.notes === ''
        ? null
        : shorten('notes', run.notes, table.lengths.notes, 'notes.txt')
      : lost('NOTES_LOST', 'notes', run.notes, tally),
    group: table.has.group ? run.group : null,
    jobType: table.has.group ? run.jobType : null,
    native: table.has.native ? withoutBookkeeping(run.native) : null,
    params: fitParams(run, table, tally, { shorten, noteNames }),
    tags: fitTags(run, table, tally, { shorten, noteNames }),
    series: fitSeries(run, table, tally, noteNames),
    inputs: fitInputs(run.provenance?.datasets ?? [], table, tally, noteNames),
  };
  for (const code of table.always) tally.note({ code, item: 'run', becomes: '' });
  const native = withoutBookkeeping(run.native);
  if (!table.has.native && Object.keys(native).length > 0) {
    const item = 'what only the tracker itself knows';
    if (table.files === null) tally.note({ code: 'NATIVE_LOST', item, becomes: '' });
    else tally.note({ code: 'NATIVE_TO_FILE', item, becomes: 'rungraph/native.json' });
    keep('native.json', canonicalJson(native));
  }
  if (Object.keys(renamed).length > 0) keep('keys.json', canonicalJson(renamed));
  return { ...fitted, texts };
}

/** What a tracker said of a run, less what an earlier move noted there. */
export function withoutBookkeeping(native: Run['native']): Native {
  return Object.fromEntries(Object.entries(native ?? {}).filter(([key]) => key !== bookkeeping));
}

/** What moves note begins with it, or is below it. */
const bookkeeping = 'rungraph';

function lost(code: 'USER_LOST' | 'NOTES_LOST', item: string, value: string | null, tally: Tally): null {
  if (value !== null && value !== '') tally.note({ code, item, becomes: '' });
  return null;
}

function fitName(run: Run, table: WriteTable, tally: Tally, shorten: Shorten): string | null {
  if (table.has.blanks && (run.name === null || run.name === '')) return run.name;
  const { lengths } = table;
  if (run.name !== null && run.name !== '') return shorten('name', run.name, lengths.name, 'name.txt');
  const name = cut(run.nativeId.split('/').at(-1) ?? run.nativeId, lengths.name);
  tally.note({ code: 'NAME_INVENTED', item: 'name', becomes: name });
  return name;
}

function fitStart({ startedAt }: Run, { has, starts }: WriteTable, tally: Tally): number | null {
  if (startedAt === null) {
    if (has.blanks || !has.times) return null;
    tally.note({ code: 'TIME_MISSING', item: 'startedAt', becomes: '1970-01-01' });
    return 0;
  }
  const fitting = starts.fit(startedAt);
  if (fitting !== startedAt)
    tally.note({ code: 'TIME_ROUNDED', item: 'startedAt', becomes: new Date(fitting).toISOString() });
  return fitting;
}

function fitEnd(endedAt: number | null, startedAt: number | null, { has }: WriteTable, tally: Tally): number | null {
  if (endedAt !== null || has.openEnds) return endedAt;
  tally.note({ code: 'TIME_MISSING', item: 'endedAt', becomes: 'when it started' });
  return startedAt ?? 0;
}

function fitStatus(status: RunStatus, { statuses }: WriteTable, tally: Tally): RunStatus {
  if (statuses.includes(status)) return status;
  const nearest = status === 'KILLED' && statuses.includes('FAILED') ? 'FAILED' : 'FINISHED';
  tally.note({ code: 'STATUS_LOST', item: `status ${status}`, becomes: nearest });
  return nearest;
}

function fitTags(run: Run, table: WriteTable, tally: Tally, { shorten, noteNames }: Helpers): FittedRun['tags'] {
  const tags: { readonly key: string; readonly value: string | null }[] = whole(run.tags).filter(
    ({ value }) => value === null || table.has.tagValues,
  );
  for (const [key, value] of [
    ['group', run.group],
    ['jobType', run.jobType],
  ] as const) {
    if (value === null || table.has.group || !table.has.tagValues) continue;
    const free = tags.some((tag) => tag.key === key) ? `${key} of the run` : key;
    tally.note({ code: 'GROUP_TO_TAG', item: key, becomes: `the tag ${free}` });
    tags.push({ key: free, value });
  }
  const names = fitKeys(
    'tag',
    tags.map(({ key }) => key),
    table.keys.TAG,
    tally,
  );
  noteNames('tags', names);
  return tags.map((tag) => {
    const key = names.get(tag.key) ?? tag.key;
    if (tag.value === null && table.has.labels) return { key, value: null };
    if (tag.value === null)
      tally.note({ code: 'LABEL_TO_TEXT', item: `label ${tag.key}`, becomes: 'a tag with an empty value' });
    return { key, value: shorten(`tag ${tag.key}`, tag.value ?? '', table.lengths.tag, `tags/${key}.txt`) };
  });
}

function fitSeries(
  run: Run,
  table: WriteTable,
  tally: Tally,
  noteNames: Helpers['noteNames'],
): readonly FittedSeries[] {
  const metrics = whole(run.metrics);
  const named = metrics.map((source) => {
    const inKey = table.contexts === null && source.context !== null && Object.keys(source.context).length > 0;
    const key = inKey ? `${source.nativeKey}${textOfContext(source.context)}` : source.nativeKey;
    if (inKey) tally.note({ code: 'CONTEXT_IN_KEY', item: `metric ${source.nativeKey}`, becomes: key });
    return { source, key };
  });
  const names = fitKeys(
    'metric',
    named.map(({ key }) => key),
    table.keys.METRIC,
    tally,
  );
  noteNames('metrics', names);
  const fitted = named.map(({ source, key }) => ({
    source,
    metric: names.get(key) ?? key,
    context: table.contexts === null ? null : fitContext(source, table.contexts, tally),
  }));
  // Whose time a row has must not depend on the order of an answer.
  return table.merges === 'rows' ? fitted.sort((a, b) => (a.metric < b.metric ? -1 : 1)) : fitted;
}

/** `/subset:train`, member by member in order. */
function textOfContext(context: MetricContext): string {
  const members = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([key, value]) => `/${key}:${typeof value === 'string' ? value : canonicalJson(value)}`).join('');
}
