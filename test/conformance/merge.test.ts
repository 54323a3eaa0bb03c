import { trackers } from '../../adapters/registry.ts';
import { startGateway, type Gateway } from '../../src/graphql/gateway.ts';
import type { SampleData } from '../../src/emulator-kit/sample/sample-data.ts';
import { quietLog } from '../support/quiet-scope.ts';
import { canonicalData } from './canonical/canonical-data.ts';
import { compareQuestion } from './checks/questions.ts';
import { oracleRuns } from './oracle/from-sample.ts';
import type { OracleRun } from './oracle/oracle-run.ts';
import { randomQuestions } from './random/random-questions.ts';
import type { OpenTarget, Target } from './target.ts';

// One list over every target of every tracker, the runs dealt out among them: merged, it is what the oracle says.

const questions = Number(process.env['CONFORMANCE_QUESTIONS'] ?? 100);
const opened: OpenTarget[] = [];
const runs: OracleRun[] = [];
let gateway: Gateway | undefined;

/** Every so-manieth family of runs: children stay with their parents. */
function deal(share: number, shares: number): SampleData {
  const parentOf = new Map(canonicalData.runs.map(({ key, parent }) => [key, parent]));
  const rootOf = (key: string): string => {
    const parent = parentOf.get(key) ?? null;
    return parent === null ? key : rootOf(parent);
  };
  const roots = canonicalData.runs.filter(({ parent }) => parent === null).map(({ key }) => key);
  return {
    ...canonicalData,
    runs: canonicalData.runs.filter(({ key }) => roots.indexOf(rootOf(key)) % shares === share),
  };
}

beforeAll(async () => {
  const targets: Target[] = [];
  for (const { kind } of trackers) {
    const module: { targets: readonly Target[] } = await import(`../adapters/${kind}/targets.ts`);
    targets.push(...module.targets);
  }
  for (const [share, target] of targets.entries()) {
    const data = deal(share, targets.length);
    const one = await target.open(data, `source-${String(share)}`);
    opened.push(one);
    const { keep, paramsAreText, keepsSummaries = false } = target;
    const storage = { source: one.source.id, nativeIds: one.runIds, keep, paramsAreText, keepsSummaries };
    runs.push(...oracleRuns(data, storage));
  }
  gateway = await startGateway(new Map(opened.map(({ source }) => [source.id, source])), quietLog);
});

afterAll(async () => {
  await gateway?.close();
  await Promise.all(opened.map((one) => one.close()));
});

test('random questions over all sources at once give one list, in order, page by page', async () => {
  expect(opened.length).toBeGreaterThan(1);
  for (const [index, question] of randomQuestions(runs, { seed: 77, count: questions }).entries()) {
    if (gateway !== undefined) await compareQuestion({ gateway, runs }, question, index, false);
  }
});
