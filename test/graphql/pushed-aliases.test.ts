import { trackers } from '../../adapters/registry.ts';
import type { Adapter } from '../../src/contract/adapter.ts';
import type { Capabilities } from '../../src/contract/capabilities.ts';
import type { Clause } from '../../src/contract/filter.ts';
import type { Metric } from '../../src/contract/run.ts';
import type { AnyTracker, Sample } from '../../src/contract/tracker.ts';
import { supportOf } from '../../src/core/query/support.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { createRandom, type Random } from '../conformance/random/random.ts';
import { assembleConfig } from '../support/assemble.ts';
import { cachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { metric, param, run, tag } from '../support/runs.ts';

// A filter by a key with other names is sent as an `or` of all names and checked again: the answer is that of no pushing.

const questions = Number(process.env['ALIAS_QUESTIONS'] ?? 60);

/** The same tracker that is sent no filter at all. */
function withoutClauses(capabilities: Capabilities): Capabilities {
  return { ...capabilities, clauses: [] };
}

function pushesNothing(tracker: AnyTracker): AnyTracker {
  const wrap = (adapter: Adapter): Adapter => ({
    ...adapter,
    async probe(context) {
      const answer = await adapter.probe(context);
      return { ...answer, capabilities: withoutClauses(answer.capabilities) };
    },
  });
  return {
    ...tracker,
    capabilities: withoutClauses(tracker.capabilities),
    open(settings) {
      const opened = tracker.open(settings);
      return { ...opened, create: async (runtime) => wrap(await opened.create(runtime)) };
    },
  };
}

interface Words {
  readonly params: readonly [string, ...string[]];
  readonly metrics: readonly [string, ...string[]];
  readonly tags: readonly string[];
  readonly numbers: readonly [number, ...number[]];
  readonly texts: readonly [string, ...string[]];
}

/** A condition about keys that have other names, and those that are such names. */
function drawWhere(random: Random, words: Words, depth = 2): string {
  if (depth > 0 && random.chance(0.45)) {
    const parts = [drawWhere(random, words, depth - 1), drawWhere(random, words, depth - 1)];
    return `${random.chance(0.2) ? 'not ' : ''}(${parts.join(random.chance(0.5) ? ' and ' : ' or ')})`;
  }
  const label = random.pickAny(words.tags);
  const tagged = label !== undefined && random.chance(0.15);
  if (tagged) return `tags.${label} ${random.pick(["= 'prod'", "!= 'prod'", 'is missing', 'is not missing'])}`;
  const number = String(random.pick(words.numbers));
  const comparison = `${random.pick(['=', '!=', '<', '<=', '>', '>='])} ${number}`;
  const bare = random.pick(['is missing', 'is not missing', 'is nan']);
  if (random.chance(0.5)) {
    const key = random.pick(words.metrics);
    const context = random.pick(['', '', '{}', '{"subset": "val"}']);
    const summary = random.pick(['', '', '', 'max', 'min']);
    const value = summary === '' ? `metrics.${key}${context}` : `${summary}(metrics.${key}${context})`;
    return `${value} ${random.chance(0.75) ? comparison : bare}`;
  }
  const text = random.pick(words.texts);
  const others = [`= '${text}'`, `!= '${text}'`, `in ('${text}', 'x')`, `contains '${text.slice(1)}'`, bare];
  return `params.${random.pick(words.params)} ${random.chance(0.5) ? comparison : random.pick(['', ...others]) || bare}`;
}

async function answerOf(gateway: Gateway, where: string) {
  const document = `{ runs(where: ${JSON.stringify(where)}, first: 500) { totalCount nodes { ref } reports { state } } }`;
  const { data, errors } = await gateway.execute(document);
  const refs = listAt(data, 'runs', 'nodes').map((node) => at(node, 'ref'));
  const states = listAt(data, 'runs', 'reports').map((report) => at(report, 'state'));
  return { where, errors, refs, total: at(data, 'runs', 'totalCount'), states };
}

async function pushedOf(gateway: Gateway, where: string) {
  const document = `{ explainRuns(where: ${JSON.stringify(where)}) { pushed residual native } }`;
  const { data } = await gateway.execute(document);
  return listAt(data, 'explainRuns').map((plan) => ({
    pushed: listAt(plan, 'pushed'),
    residual: listAt(plan, 'residual'),
    native: at(plan, 'native'),
  }));
}

const words: Words = {
  params: ['lr', 'lr', 'learning_rate', 'rate', 'depth'],
  metrics: ['acc', 'acc', 'accuracy', 'score'],
  tags: ['stage', 'phase'],
  numbers: [0, 1, 2, 3],
  texts: ['fast', 'slow'],
};
const aliases = {
  params: { lr: ['learning_rate', 'rate'] },
  metrics: { acc: ['accuracy', { source: 'lab', key: 'score', context: { subset: 'val' } }] },
  tags: { stage: ['phase'] },
};

/** Runs with any of the names, several of them too; with contexts where the tracker has them. */
function drawRuns(random: Random, contexts: boolean) {
  const value = () => random.pick([0, 1, 2, 3, Number.NaN, 'fast', 'slow', true]);
  const number = () => random.pick([0, 1, 2, 3, Number.NaN]);
  return Array.from({ length: 50 }, (_run, index) => {
    const metrics = ['acc', 'accuracy', 'score'].flatMap((key): readonly Metric[] => {
      const places = contexts ? [{}, { subset: 'val' }, { subset: 'test' }] : [null];
      return places.flatMap((context) => {
        const [last, other] = [number(), number()];
        // A metric may be there without a least value.
        const summary = random.chance(0.3) ? {} : { min: Math.min(last, other), max: Math.max(last, other) };
        return random.chance(0.35) ? [metric(key, last, { context, ...summary })] : [];
      });
    });
    return run(`r${String(index)}`, {
      startedAt: index,
      params: ['lr', 'learning_rate', 'rate', 'depth'].flatMap((key) =>
        random.chance(0.4) ? [param(key, value())] : [],
      ),
      tags: ['stage', 'phase'].flatMap((key) => (random.chance(0.4) ? [tag(key, random.pick(['prod', 'dev']))] : [])),
      metrics,
    });
  });
}

/** Whether a tracker has metrics with a context, by its table. */
function hasContexts(capabilities: Capabilities): boolean {
  const field = { kind: 'metric', key: 'acc', context: { subset: 'val' }, aggregate: 'LAST' } as const;
  const there: Clause = { kind: 'clause', field, operator: 'exists', operands: [], ignoreCase: false };
  return supportOf(there, capabilities) !== 'absent';
}

const tables = trackers.flatMap(({ kind, capabilities }) => [
  ...(hasContexts(capabilities) ? [[`${kind}, with contexts`, capabilities, true] as const] : []),
  [`${kind}, without contexts`, capabilities, false] as const,
]);

test('some trackers have contexts, and some have none', () => {
  const found = new Set(trackers.map(({ capabilities }) => hasContexts(capabilities)));
  expect(found.size).toBe(2);
});

test.each(tables)(
  'what the table of %s says is pushed, and changes no answer',
  async (name, capabilities, contexts) => {
    const random = createRandom(name.length);
    const lacks = (kind: 'param' | 'metric' | 'tag'): boolean =>
      capabilities.clauses.some(({ fields, support }) => support === 'absent' && fields.includes(kind));
    const runs = drawRuns(random, contexts);
    const summaries = ['last', 'lastStep', 'min', 'max', 'first', 'count'] as const;
    // Values that the tracker has nowhere are nowhere in these runs either.
    const kept = runs.map((one) => (lacks('tag') ? { ...one, tags: [] } : one));
    const table = { ...capabilities, summaries };
    const pushing = await cachedGateway({ lab: { runs: kept, capabilities: table } }, { aliases });
    const plain = await cachedGateway({ lab: { runs: kept, capabilities: withoutClauses(table) } }, { aliases });
    for (let round = 0; round < questions; round += 1) {
      const where = drawWhere(random, words);
      expect(await answerOf(pushing.gateway, where)).toEqual(await answerOf(plain.gateway, where));
    }
    await Promise.all([pushing.close(), plain.close()]);
  },
);

// The real adapters, over the sample trackers: keys of theirs that mean nothing alike do for the purpose.

let samples: readonly { readonly kind: string; readonly id: string; readonly sample: Sample }[] = [];

beforeAll(async () => {
  const demos = trackers.flatMap(({ kind, demo }) => demo.map((one) => ({ kind, one })));
  // One after the other: the test runner cannot load two modules of one package at a time.
  for (const { kind, one } of demos) samples = [...samples, { kind, id: one.id, sample: await one.start() }];
});

afterAll(() => Promise.all(samples.map(({ sample }) => sample.close())));

const more = {
  keys: {
    params: { width: ['layers', 'data.horizon', 'policy.width', 'batch_size'], kind: ['model', 'optimizer'] },
    metrics: { score: ['val_accuracy', 'val_map', 'val_iou'] },
    tags: { stage: ['team', 'speech'] },
  },
};
const sampled: Words = {
  params: ['width', 'width', 'layers', 'kind', 'model'],
  metrics: ['score', 'score', 'val_accuracy'],
  tags: ['stage'],
  numbers: [6, 24, 64, 256, 0.5, 0.9],
  texts: ['resnet50', 'sac', 'adamw'],
};

async function openBoth() {
  const sources = Object.fromEntries(samples.map(({ id, kind, sample }) => [id, { tracker: kind, ...sample.source }]));
  return {
    pushing: await assembleConfig(sources, { more }),
    plain: await assembleConfig(sources, { more, known: trackers.map(pushesNothing) }),
  };
}

test('real adapters answer the same with and without', async () => {
  const { pushing, plain } = await openBoth();
  const random = createRandom(20);
  for (let round = 0; round < Math.ceil(questions / 4); round += 1) {
    const where = drawWhere(random, sampled);
    expect(await answerOf(pushing, where)).toEqual(await answerOf(plain, where));
  }
  await Promise.all([pushing.close(), plain.close()]);
});

test('the tracker is asked by each of the names, and sends less', async () => {
  const { pushing, plain } = await openBoth();
  const where = 'metrics.score > 0.94';
  const names = ['score', 'val_accuracy', 'val_map', 'val_iou'].map((key) => `metric.${key} gt 0.94`);
  const plans = await pushedOf(pushing, where);
  const told = plans.filter(({ pushed }) => pushed.length > 0);
  expect(told.length).toBeGreaterThan(1);
  for (const { pushed, residual, native } of told) {
    expect(pushed).toEqual([names.join(' or ')]);
    expect(residual).toEqual(['metric.score gt 0.94']);
    for (const key of ['score', 'val_accuracy', 'val_map', 'val_iou']) expect(native).toContain(key);
  }
  const scanned = async (gateway: Gateway): Promise<number> => {
    const { data } = await gateway.execute(`{ runs(where: "${where}", first: 100) { reports { rowsScanned } } }`);
    return listAt(data, 'runs', 'reports').reduce<number>((sum, report) => sum + Number(at(report, 'rowsScanned')), 0);
  };
  expect(await scanned(pushing)).toBeLessThan((await scanned(plain)) / 2);
  await Promise.all([pushing.close(), plain.close()]);
});
