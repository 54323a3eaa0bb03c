import { isRungraphError } from '../../contract/error.ts';
import type { Param } from '../../contract/run.ts';
import type { Json, Value } from '../../contract/value.ts';
import { normalKey } from '../compare/normal-form.ts';
import { canonicalName } from '../compare/package-rows.ts';
import {
  datasetKey,
  datasetText,
  gpusText,
  makingOf,
  seedsText,
  type Making,
  type RecordedRun,
} from '../compare/recorded.ts';
import { isSeedKey } from '../provenance/seed-key.ts';
import { compareText } from '../rows/compare-values.ts';
import type { Verdict } from './verdict.ts';

export type SameState = 'SAME' | 'DIFFERENT' | 'UNKNOWN';

/** One thing that a result depends on, in the original and in the repetition. */
export interface ReproductionItem {
  readonly name: ItemName;
  readonly state: SameState;
  readonly of: Json;
  readonly by: Json;
  readonly message: string;
}

export type ItemName = 'code' | 'environment' | 'data' | 'seeds' | 'hardware' | 'configuration';

type Judged = Omit<ReproductionItem, 'name'>;

/** What the two have in common of all that a result depends on. */
export function reproductionChecklist(of: RecordedRun, by: RecordedRun): readonly ReproductionItem[] {
  const [original, repetition] = [makingOf(of), makingOf(by)];
  return [
    { name: 'code', ...judgeCode(original, repetition) },
    { name: 'environment', ...judgeEnvironment(original, repetition) },
    { name: 'data', ...judgeData(original, repetition) },
    { name: 'seeds', ...judgeSeeds(original, repetition) },
    { name: 'hardware', ...judgeHardware(original, repetition) },
    { name: 'configuration', ...judgeConfiguration(of, by) },
  ];
}

/** What most likely made a result another, before what is less likely. What shows late is numerical more often. */
const likeliest: readonly ItemName[] = ['configuration', 'data', 'code', 'seeds', 'environment', 'hardware'];
const likeliestLate: readonly ItemName[] = ['hardware', 'environment', 'seeds', 'code', 'data', 'configuration'];

/** The likeliest causes, taken from what differs; none of a result that matches. */
export function likelyCauses(verdict: Verdict, items: readonly ReproductionItem[]): readonly string[] {
  if (verdict === 'MATCHES' || verdict === 'NOT_COMPARABLE') return [];
  const order = verdict === 'DIVERGES_LATE' ? likeliestLate : likeliest;
  return order.flatMap((name) => {
    const item = items.find((one) => one.name === name);
    return item?.state === 'DIFFERENT' ? [`${name}: ${item.message}`] : [];
  });
}

function judgeCode(a: Making, b: Making): Judged {
  const shown = ({ commit, branch, dirty }: Making): Json => (commit === null ? null : { commit, branch, dirty });
  const told = { of: shown(a), by: shown(b) };
  if (a.commit === null || b.commit === null)
    return { ...told, state: 'UNKNOWN', message: lacking('commit', a.commit, b.commit) };
  if (a.commit !== b.commit) return { ...told, state: 'DIFFERENT', message: 'The commits are not the same.' };
  if (a.dirty === false && b.dirty === false)
    return { ...told, state: 'SAME', message: 'The same commit, without changes on top.' };
  if (a.dirty === null || b.dirty === null) {
    return { ...told, state: 'UNKNOWN', message: 'The same commit; whether there were changes on top is not known.' };
  }
  if (a.dirty !== b.dirty)
    return { ...told, state: 'DIFFERENT', message: 'The same commit, but one of them had changes on top.' };
  if (a.diff === null || b.diff === null) {
    return { ...told, state: 'UNKNOWN', message: 'The same commit, with changes on top that were not stored.' };
  }
  const same = a.diff === b.diff;
  return {
    ...told,
    state: same ? 'SAME' : 'DIFFERENT',
    message: same ? 'The same commit and changes.' : 'The same commit with other changes on top.',
  };
}

/** An image named by digest says all; else Python and the packages do. */
function judgeEnvironment(a: Making, b: Making): Judged {
  const shown = ({ image, python, packages }: Making): Json =>
    image === null && python === null && packages === null
      ? null
      : { image, python, packages: packages?.length ?? null };
  const told = { of: shown(a), by: shown(b) };
  if (a.image !== null && a.image === b.image && a.image.includes('@sha256:')) {
    return { ...told, state: 'SAME', message: 'The same image, by digest.' };
  }
  if (a.python !== null && b.python !== null && a.python !== b.python) {
    return { ...told, state: 'DIFFERENT', message: `Python ${a.python} and ${b.python}.` };
  }
  if (a.packages === null || b.packages === null) {
    return { ...told, state: 'UNKNOWN', message: lacking('list of packages', a.packages, b.packages) };
  }
  const differing = differingPackages(a.packages, b.packages);
  if (differing.length > 0)
    return { ...told, state: 'DIFFERENT', message: `Packages are not the same: ${listSome(differing)}.` };
  const known = a.python !== null && b.python !== null;
  return {
    ...told,
    state: known ? 'SAME' : 'UNKNOWN',
    message: known ? 'The same Python and packages.' : 'The same packages; the version of Python is not known.',
  };
}

function differingPackages(a: NonNullable<Making['packages']>, b: NonNullable<Making['packages']>): readonly string[] {
  const [left, right] = [a, b].map((list) => new Map(list.map(({ name, version }) => [canonicalName(name), version])));
  const names = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])].sort(compareText);
  return names
    .filter((name) => left?.get(name) !== right?.get(name))
    .map((name) => `${name} ${left?.get(name) ?? 'none'} and ${right?.get(name) ?? 'none'}`);
}

function judgeData(a: Making, b: Making): Judged {
  const shown = ({ datasets }: Making): Json =>
    datasets.length === 0 ? null : datasets.map(datasetText).sort(compareText);
  const told = { of: shown(a), by: shown(b) };
  if (a.datasets.length === 0 || b.datasets.length === 0) {
    return { ...told, state: 'UNKNOWN', message: lacking('dataset', told.of, told.by) };
  }
  const keys = (making: Making): string =>
    JSON.stringify([...new Set(making.datasets.map(datasetKey))].sort(compareText));
  const loose = [...a.datasets, ...b.datasets].some(({ digest }) => digest === null);
  if (loose) return { ...told, state: 'UNKNOWN', message: 'Not every dataset has a digest.' };
  const same = keys(a) === keys(b);
  return {
    ...told,
    state: same ? 'SAME' : 'DIFFERENT',
    message: same ? 'The same datasets, by digest.' : 'The datasets have other digests.',
  };
}

function judgeSeeds(a: Making, b: Making): Judged {
  const told = { of: seedsText(a.seeds), by: seedsText(b.seeds) };
  if (told.of === null || told.by === null)
    return { ...told, state: 'UNKNOWN', message: lacking('seed', told.of, told.by) };
  const same = keysOf(a.seeds) === keysOf(b.seeds);
  return {
    ...told,
    state: same ? 'SAME' : 'DIFFERENT',
    message: same ? 'The same seeds.' : 'The seeds are not the same.',
  };
}

function keysOf(params: readonly Param[]): string {
  return JSON.stringify(params.map(({ key, value }) => [key, normalKey(value)]));
}

function judgeHardware(a: Making, b: Making): Judged {
  const shown = ({ gpus, cuda, os }: Making): Json =>
    gpus === null && cuda === null && os === null ? null : { gpus: gpusText(gpus), cuda, os };
  const told = { of: shown(a), by: shown(b) };
  const facts = [
    ['GPUs', gpusText(a.gpus), gpusText(b.gpus)],
    ['CUDA', a.cuda, b.cuda],
    ['systems', a.os, b.os],
  ] as const;
  const differing = facts.filter(([, one, other]) => one !== null && other !== null && one !== other);
  if (differing.length > 0) {
    const spelled = differing.map(([name, one, other]) => `${name} ${one} and ${other}`);
    return { ...told, state: 'DIFFERENT', message: `Not the same: ${spelled.join('; ')}.` };
  }
  if (a.gpus === null || b.gpus === null)
    return { ...told, state: 'UNKNOWN', message: lacking('list of GPUs', a.gpus, b.gpus) };
  return { ...told, state: 'SAME', message: 'The same GPUs.' };
}

/** Every param that seeds nothing. */
function judgeConfiguration({ run: a }: RecordedRun, { run: b }: RecordedRun): Judged {
  if (isRungraphError(a.params) || isRungraphError(b.params)) {
    return { of: null, by: null, state: 'UNKNOWN', message: 'Params could not be read.' };
  }
  const [left, right] = [plainParams(a.params), plainParams(b.params)];
  if (left.size === 0 && right.size === 0)
    return { of: null, by: null, state: 'UNKNOWN', message: 'Neither has params.' };
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort(compareText);
  const differing = keys.filter((key) => normalKey(left.get(key)) !== normalKey(right.get(key)));
  const shown = (params: ReadonlyMap<string, Value>): Json =>
    Object.fromEntries(differing.map((key) => [key, params.get(key) ?? null]));
  return differing.length === 0
    ? { of: { params: left.size }, by: { params: right.size }, state: 'SAME', message: 'The same params.' }
    : {
        of: shown(left),
        by: shown(right),
        state: 'DIFFERENT',
        message: `Params are not the same: ${listSome(differing)}.`,
      };
}

function plainParams(params: readonly Param[]): ReadonlyMap<string, Value> {
  return new Map(params.filter(({ key }) => !isSeedKey(key)).map(({ key, value }) => [key, value]));
}

function lacking(what: string, a: unknown, b: unknown): string {
  if (a === null && b === null) return `Neither has a ${what} recorded.`;
  return `${a === null ? 'The original' : 'The repetition'} has no ${what} recorded.`;
}

/** The first few by name, and how many more there are. */
function listSome(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
