import type { OracleMetric, OracleRun } from '../oracle/oracle-run.ts';
import { hasDate } from '../../../src/contract/time.ts';
import type { MetricContext, Num } from '../../../src/contract/value.ts';
import { wireValue } from '../../../src/graphql/wire-value.ts';
import { at, listAt } from '../../support/json-at.ts';
import { ask, askWithGaps } from './ask.ts';
import type { Clause } from '../../../src/contract/filter.ts';
import { supportOf } from '../../../src/core/query/support.ts';
import type { Check, Conformance } from './check.ts';

const document = `query ($after: String) {
  runs(archived: INCLUDE, first: 50, after: $after, strict: true) {
    nodes {
      ref nativeId name status startedAt endedAt durationMs user notes group jobType archived
      source { name }
      project { name }
      parent { nativeId }
      tags { key value }
      params { key value text }
      metrics { key context last lastStep first min max count series { steps values timestamps epochs totalPoints complete sampledBy } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Everything that a target shows of its runs, by native id. */
async function readAll({ gateway }: Conformance): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  let after: unknown = null;
  do {
    const { runs } = await askWithGaps(gateway, document, { after });
    for (const node of listAt(runs, 'nodes')) found.set(String(at(node, 'nativeId')), node);
    after = at(runs, 'pageInfo', 'hasNextPage') === true ? at(runs, 'pageInfo', 'endCursor') : null;
  } while (after !== null);
  return found;
}

function shown(run: OracleRun): unknown {
  const { startedAt, endedAt } = run;
  return {
    ref: `${run.source}/${run.nativeId}`,
    nativeId: run.nativeId,
    name: run.name,
    status: run.status,
    startedAt: time(startedAt),
    endedAt: time(endedAt),
    durationMs: time(startedAt) === null || time(endedAt) === null ? null : (endedAt ?? 0) - (startedAt ?? 0),
    user: run.user,
    notes: run.notes,
    group: run.group,
    jobType: run.jobType,
    archived: run.archived,
    source: { name: run.source },
    project: { name: run.projectName },
    parent: run.parent === null ? null : { nativeId: run.parent },
    tags: byKey(run.tags.map(({ key, value }) => ({ key, value }))),
    params: byKey(run.params.map(({ key, value, text }) => ({ key, value: wireValue(value), text }))),
    metrics: byKey(run.metrics.map(shownMetric)),
  };
}

function shownMetric(metric: OracleMetric): { readonly key: string; readonly context: MetricContext } {
  const { key, context, last, lastStep, first, min, max, count, points } = metric;
  const series = {
    steps: points.map(({ step }) => wireValue(step)),
    values: points.map(({ value }) => wireValue(value)),
    timestamps: points.map(({ timestamp }) => timestamp),
    epochs: points.some(({ epoch }) => epoch !== undefined) ? points.map(({ epoch }) => epoch ?? null) : null,
    totalPoints: points.length,
    complete: true,
    sampledBy: null,
  };
  const spell = (value: Num | null): unknown => (value === null ? null : wireValue(value));
  const summary = {
    last: spell(last),
    lastStep: spell(lastStep),
    first: spell(first),
    min: spell(min),
    max: spell(max),
  };
  const shownOne = { key, context, ...summary, count, series };
  return shownOne;
}

function time(epochMs: number | null): string | null {
  return epochMs === null || !hasDate(epochMs) ? null : new Date(epochMs).toISOString();
}

/** Trackers list keys in orders of their own, and say "no context" in two ways. */
function settled(node: unknown): unknown {
  const sortedOf = (name: string): readonly unknown[] =>
    byKey(
      listAt(node, name).map((item) => {
        const plain = { key: String(at(item, 'key')), ...(typeof item === 'object' ? item : {}) };
        return name === 'metrics' ? { ...plain, context: at(item, 'context') ?? {} } : plain;
      }),
    );
  return {
    ...(typeof node === 'object' ? node : {}),
    tags: sortedOf('tags'),
    params: sortedOf('params'),
    metrics: sortedOf('metrics'),
  };
}

function byKey<T extends { readonly key: string }>(items: readonly T[]): readonly T[] {
  const placeOf = (item: T): string => item.key + JSON.stringify('context' in item ? item.context : null);
  return [...items].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

const hasParent: Clause = {
  kind: 'clause',
  field: { kind: 'parent' },
  operator: 'exists',
  operands: [],
  ignoreCase: false,
};

export const checkReading: readonly Check[] = [
  {
    id: 'reads-everything',
    says: 'every run, field, param, tag, metric and point that was stored is read back as it was',
    async run(conformance) {
      const found = await readAll(conformance);
      const expected = new Map(conformance.runs.map((run) => [run.nativeId, shown(run)]));
      expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
      for (const [nativeId, run] of expected) expect(settled(found.get(nativeId))).toEqual(run);
    },
  },
  {
    id: 'projects',
    says: 'every project is listed, one without runs too',
    async run({ gateway, runs }) {
      const { projects } = await ask(gateway, '{ projects(first: 1000) { nodes { name } totalCount } }');
      const names = listAt(projects, 'nodes').map((node) => at(node, 'name'));
      expect(names).toEqual(
        expect.arrayContaining([...new Set(runs.map(({ projectName }) => projectName)), 'nothing-yet']),
      );
    },
  },
  {
    id: 'keys',
    says: 'the keys of params, metrics and tags are those that runs use',
    async run({ gateway, runs }) {
      const visible = runs.filter(({ archived }) => !archived);
      for (const [kind, part] of [
        ['PARAM', 'params'],
        ['METRIC', 'metrics'],
        ['TAG', 'tags'],
      ] as const) {
        const { keys } = await ask(gateway, `{ keys(kind: ${kind}, first: 1000) { nodes { key } } }`);
        const found = new Set(listAt(keys, 'nodes').map((node) => at(node, 'key')));
        expect(found).toEqual(new Set(visible.flatMap((run) => run[part].map(({ key }) => key))));
      }
    },
  },
  {
    id: 'runs-by-id',
    says: 'runs by id come in the order asked, archived ones too, and an unknown id is NOT_FOUND',
    async run({ gateway, runs, source }) {
      const ids = [...runs]
        .reverse()
        .slice(0, 12)
        .map(({ nativeId }) => `${source.id}/${nativeId}`);
      const fields = [...ids, `${source.id}/nosuchrun`].map(
        (id, index) => `r${index}: run(id: ${JSON.stringify(id)}) { ref }`,
      );
      const { data, errors } = await gateway.execute(`{ ${fields.join(' ')} }`);
      expect(Object.values(data ?? {}).map((run) => at(run, 'ref') ?? null)).toEqual([...ids, null]);
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    },
  },
  {
    id: 'children',
    says: 'children are the runs nested in a run, newest first; a tracker without nesting has none',
    async run({ gateway, runs, source }) {
      const parents = new Set(runs.flatMap(({ parent }) => (parent === null ? [] : [parent])));
      if (supportOf(hasParent, (await source.probe.answer()).capabilities) === 'absent') {
        expect([...parents]).toEqual([]);
        const id = `${source.id}/${runs[0]?.nativeId ?? ''}`;
        const { run } = await ask(gateway, `{ run(id: "${id}") { children { nodes { nativeId } } } }`);
        expect(run).toEqual({ children: { nodes: [] } });
        return;
      }
      expect(parents.size).toBeGreaterThan(1);
      for (const parent of parents) {
        const ref = runs.find(({ nativeId }) => nativeId === parent);
        const { run } = await ask(
          gateway,
          `{ run(id: "${ref?.source ?? ''}/${parent}") { children { nodes { nativeId } } } }`,
        );
        const expected = runs.filter((child) => child.parent === parent && !child.archived);
        const ordered = expected.sort(
          (a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0) || (a.nativeId < b.nativeId ? -1 : 1),
        );
        expect(listAt(run, 'children', 'nodes').map((node) => at(node, 'nativeId'))).toEqual(
          ordered.map(({ nativeId }) => nativeId),
        );
      }
    },
  },
];
