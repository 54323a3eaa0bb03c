import type { ToldCurves } from '../core/curves/curves-of.ts';
import type { RunGroup } from '../core/groups/group-runs.ts';
import type { Row } from '../core/rows/row.ts';
import type { SelectedRuns } from '../core/selection/selection.ts';

// What resolvers of comparisons hand to one another: what was found, and the runs that it is of.

export interface CurvesNode extends SelectedRuns, ToldCurves {}

export interface ParetoPointNode {
  readonly row: Row;
  readonly values: readonly (number | null)[];
  readonly rank: number;
}

export interface GroupsNode extends SelectedRuns {
  readonly groups: readonly RunGroup[];
}
