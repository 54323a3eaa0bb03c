import { compareText } from '../rows/compare-values.ts';
import { spreadOf } from './normal-form.ts';
import { datasetKey, datasetText, gpusText, makingOf, seedsText, type Making, type RecordedRun } from './recorded.ts';

/** One fact of how runs were made, in their order. Facts are text and compare as text. */
export interface ProvenanceRow {
  readonly name: string;
  /** Null where it was not recorded. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
  readonly missing: number;
}

/** What is shown of a fact, and what tells it apart where that is something else. */
interface Fact {
  readonly name: string;
  readonly show: (making: Making) => string | null;
  readonly key?: (making: Making) => string | null;
}

const facts: readonly Fact[] = [
  { name: 'commit', show: ({ commit }) => commit },
  { name: 'branch', show: ({ branch }) => branch },
  { name: 'dirty', show: ({ dirty }) => (dirty === null ? null : String(dirty)) },
  { name: 'diff', show: ({ diff }) => diff },
  { name: 'entryPoint', show: ({ entryPoint }) => entryPoint },
  { name: 'command', show: ({ command }) => command },
  { name: 'arguments', show: (making) => (making.arguments === null ? null : making.arguments.join(' ')) },
  { name: 'host', show: ({ host }) => host },
  { name: 'python', show: ({ python }) => python },
  { name: 'cuda', show: ({ cuda }) => cuda },
  { name: 'gpu', show: ({ gpus }) => gpusText(gpus) },
  { name: 'image', show: ({ image }) => image },
  { name: 'seeds', show: ({ seeds }) => seedsText(seeds) },
  { name: 'datasets', show: datasetsBy(datasetText), key: datasetsBy(datasetKey) },
];

function datasetsBy(spell: (dataset: Making['datasets'][number]) => string): (making: Making) => string | null {
  return ({ datasets }) => {
    const told = [...new Set(datasets.map(spell))].sort(compareText);
    return told.length === 0 ? null : told.join(', ');
  };
}

/** How runs were made, side by side: the same rows for all, in one order. */
export function provenanceRows(runs: readonly RecordedRun[], onlyDifferent: boolean): readonly ProvenanceRow[] {
  const makings = runs.map(makingOf);
  return facts
    .map(({ name, show, key = show }) => {
      const { differs, missing } = spreadOf(makings.map(key));
      return { name, values: makings.map(show), differs, missing };
    })
    .filter(({ differs }) => differs || !onlyDifferent);
}
