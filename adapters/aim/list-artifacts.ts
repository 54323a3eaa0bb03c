import type { Artifact, ArtifactPage, ArtifactSearch } from '../../src/contract/artifacts.ts';
import { RungraphError, isRungraphError } from '../../src/contract/error.ts';
import { emptyProjection } from '../../src/contract/projection.ts';
import { comparePaths } from '../../src/kit/files/order-paths.ts';
import { artifactsOfRuns, type ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from './artifact-ids.ts';
import { searchRuns } from './search-runs.ts';

/** Runs whose artifacts are read for one page: a call each. */
const runsPerPage = 20;

/** One page of artifacts: those of the newest run first, and by id within a run. None has a digest or an alias. */
export async function listArtifacts(access: ArtifactAccess, search: ArtifactSearch): Promise<ArtifactPage> {
  const { projects, wanted, limit, after } = search;
  if (wanted.digests !== null || wanted.alias !== null) return { items: [], next: null };
  const position = after === null ? null : readPosition(after);
  const runs = await searchRuns(
    { ...access, context: { ...access.context, projection: emptyProjection } },
    {
      projects,
      filter: { kind: 'and', filters: [] },
      order: [],
      archived: 'EXCLUDE',
      limit: Math.min(limit, runsPerPage),
      after: position?.behind ?? null,
    },
  );
  const begun = position === null ? undefined : parseArtifactId(position.artifact)?.runId;
  const places = new Map<string, string>();
  if (begun !== undefined && position !== null) places.set(begun, position.behind);
  runs.runs.forEach(({ nativeId }, index) => places.set(nativeId, runs.positions?.[index] ?? ''));
  const made = await artifactsOfRuns(access, [...places.keys()]);
  const found: Artifact[] = [];
  let lost = 0;
  for (const [hash, own] of made) {
    if (isRungraphError(own)) lost += 1;
    else found.push(...(own ?? []).filter(({ nativeId }) => hash !== begun || isBehind(nativeId, position)));
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const behind = places.get(last?.producedById ?? '') ?? '';
  const cut = found.length > items.length && last !== undefined;
  return {
    items,
    next: cut ? writePosition({ behind, artifact: last.nativeId }) : goOn(runs.next),
    ...(lost === 0 ? {} : { partial: `The artifacts of ${lost} runs could not be read.` }),
  };
}

/** Where a page starts: in the run of an artifact, behind it, and then behind that run; or behind a run alone. */
interface Position {
  readonly behind: string;
  /** Empty where the page before ended with a run. */
  readonly artifact: string;
}

function isBehind(nativeId: string, position: Position | null): boolean {
  return position === null || comparePaths(nativeId, position.artifact) > 0;
}

function goOn(behind: string | null): string | null {
  return behind === null ? null : writePosition({ behind, artifact: '' });
}

function writePosition({ behind, artifact }: Position): string {
  return `${artifact}\n${behind}`;
}

function readPosition(text: string): Position {
  const [artifact, behind, ...more] = text.split('\n');
  if (artifact !== undefined && behind !== undefined && more.length === 0) return { artifact, behind };
  throw new RungraphError('INVALID_QUERY', 'The page position is unknown.');
}
