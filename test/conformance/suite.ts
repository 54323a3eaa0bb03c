import { canonicalData } from './canonical/canonical-data.ts';
import { checkAbsence } from './checks/absence.ts';
import { checkArtifacts } from './checks/artifacts.ts';
import { checkCosts } from './checks/costs.ts';
import { checkDamage } from './checks/damage.ts';
import { checkExactness } from './checks/exactness.ts';
import { checkFileNames } from './checks/file-names.ts';
import { checkLineage } from './checks/lineage.ts';
import { checkMetrics } from './checks/metrics.ts';
import { checkNumberSizes } from './checks/number-sizes.ts';
import { checkOddTimes } from './checks/odd-times.ts';
import { checkPaging } from './checks/paging.ts';
import { checkQuestions } from './checks/questions.ts';
import { checkReading } from './checks/reading.ts';
import { checkSampling } from './checks/sampling.ts';
import type { Check, Conformance } from './checks/check.ts';
import { oracleRuns } from './oracle/from-sample.ts';
import { nothingStored, type OpenTarget, type StoredArtifacts, type Target } from './target.ts';

export interface SuiteOptions {
  /** Random questions to ask. */
  readonly questions: number;
  readonly seed: number;
}

const checks: readonly Check[] = [
  ...checkReading,
  ...checkQuestions,
  ...checkNumberSizes,
  ...checkOddTimes,
  ...checkExactness,
  ...checkPaging,
  ...checkCosts,
  ...checkArtifacts,
  ...checkFileNames,
  ...checkLineage,
  ...checkMetrics,
  ...checkSampling,
];

/** Everything that can be asked of a target filled so, and for what it was not filled with, that it is not there. */
function checksFor(stored: StoredArtifacts): readonly Check[] {
  const kinds = ['datasets', 'files', 'models', 'registry'] as const;
  const missing = kinds.filter((kind) => !stored[kind]);
  return [
    ...checks.filter(({ needs }) => needs === undefined || stored[needs]),
    ...missing.map((kind) => checkAbsence(kind, checks)),
  ];
}

/** Asks one thing of a target: can a client tell which tracker answered, other than by what is declared? */
export function describeConformance(target: Target, options: SuiteOptions): void {
  describe(`${target.name} conforms`, () => {
    let opened: OpenTarget | undefined;
    let conformance: Conformance | undefined;
    const stored = target.artifacts ?? nothingStored;

    beforeAll(async () => {
      opened = await target.open(canonicalData, 'target');
      const { source, runIds } = opened;
      const { keep, paramsAreText, keepsEpochs = false, keepsSummaries = false } = target;
      const { versionName = (index) => String(index + 1) } = target;
      const storage = { source: source.id, nativeIds: runIds, keep, paramsAreText, keepsEpochs, keepsSummaries };
      const samples = canonicalData.runs.flatMap((sample) => {
        const run = target.keep(sample);
        return run === null ? [] : [{ nativeId: runIds.get(sample.key) ?? '', run }];
      });
      const declares = target.artifacts !== undefined;
      const runs = oracleRuns(canonicalData, storage);
      conformance = { ...opened, runs, samples, artifacts: stored, versionName, declares, ...options };
    });

    afterAll(() => opened?.close());

    for (const { id, says, run } of [...checksFor(stored), ...checkDamage(target)]) {
      const waiver = target.waivers?.find(({ check }) => check === id);
      const body = async (): Promise<void> => {
        if (conformance === undefined) throw new Error('the target did not open');
        await run(conformance);
      };
      if (waiver === undefined) test(`${id}: ${says}`, body);
      else test(`${id}: waived: ${waiver.reason}`, () => expect(body()).rejects.toThrow());
    }
  });
}

/** More of them find rarer mistakes: CONFORMANCE_QUESTIONS=2000 npm test -- conformance */
const questions = Number(process.env['CONFORMANCE_QUESTIONS'] ?? 150);

/** The suite over everything that a tracker's test folder names. Each tracker has a file of its own, so that they run beside each other. */
export function describeTargets(targets: readonly Target[]): void {
  targets.forEach((target, index) => describeConformance(target, { questions, seed: 11 + index }));
}
