import type { Projection } from '../../src/contract/projection.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Run, RunStatus } from '../../src/contract/run.ts';
import type { Points } from '../../src/contract/series.ts';
import { openPoints } from '../../src/kit/points.ts';
import { timesWithoutDate } from '../../src/kit/to-time.ts';
import { statusOf } from './states.ts';
import type { WireCurve, WireEntry } from './wire.ts';

/** What the server says, in the words of the contract. Pure. */
export function toRun(entry: WireEntry, baseUrl: string, { parts }: Projection): Run {
  const { id, book, title, state, author, started, ended, labels, inputs, curves } = entry;
  const status: RunStatus = statusOf(state);
  return {
    nativeId: id,
    projectId: book,
    name: title,
    url: `${baseUrl}/entries/${encodeURIComponent(id)}`,
    status,
    nativeStatus: state,
    startedAt: started,
    endedAt: ended,
    user: author,
    notes: null,
    group: null,
    jobType: null,
    archived: false,
    parentId: null,
    tags: labels.map((key) => ({ key, value: null })),
    params: inputs.map(({ name, value }) => ({ key: name, nativeKey: name, value, text: null })),
    metrics: curves.map((key) => ({ key, nativeKey: key, context: null })),
    ...(parts.includes('native') && { native: timesWithoutDate({ started, ended }) }),
  };
}

export function toProject(book: string, baseUrl: string): Project {
  const url = `${baseUrl}/books/${encodeURIComponent(book)}`;
  return { nativeId: book, name: book, url, description: null, createdAt: null, archived: false };
}

export function toPoints(curve: WireCurve): Points {
  const points = openPoints();
  for (const [step, value, time] of curve) points.add(step, value, time);
  return points.build();
}
