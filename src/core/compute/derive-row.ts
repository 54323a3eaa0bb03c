import type { Field } from '../../contract/filter.ts';
import { conventionFor, type Convention } from '../names/conventions.ts';
import { computeFields, type Row } from '../rows/row.ts';
import { computeOf } from './compute-of.ts';
import type { ComputeSettings } from './compute-settings.ts';

/** What values of a run are worked out from that no tracker tells. */
export interface DeriveSettings {
  readonly compute: ComputeSettings;
  readonly conventions: readonly Convention[];
}

/** Whether a field is worked out from what a machine was and did. */
export function isComputed({ kind }: Field): boolean {
  return computeFields.some((field) => field === kind);
}

/** Whether a field needs the name of the run's project. */
export function needsProject({ kind }: Field): boolean {
  return kind === 'projectName' || kind === 'namePart';
}

/** A row with what these fields read of it. A run that goes on has used nothing yet that could be counted. */
export function deriveRow(row: Row, fields: readonly Field[], settings: DeriveSettings): Row {
  const computes = row.compute === undefined && fields.some(isComputed);
  const names = row.nameParts === undefined && fields.some(({ kind }) => kind === 'namePart');
  if (!computes && !names) return row;
  return {
    ...row,
    ...(computes && { compute: computeRow(row, null, settings.compute) }),
    ...(names && { nameParts: namePartsOf(row, settings.conventions) }),
  };
}

/** @param now Until when a run that goes on counts, in epoch milliseconds; null counts it not at all. */
export function computeRow({ source, run }: Row, now: number | null, settings: ComputeSettings) {
  return computeOf({ source, run, gpus: run.provenance?.gpus ?? null, now }, settings);
}

/** The parts of a run's name by its project's convention; none where it does not fit. */
export function namePartsOf(
  { source, run, projectName }: Row,
  conventions: readonly Convention[],
): ReadonlyMap<string, string> {
  const pattern = conventionFor(conventions, source, projectName)?.name ?? null;
  return (run.name === null ? null : pattern?.partsOf(run.name)) ?? new Map();
}
