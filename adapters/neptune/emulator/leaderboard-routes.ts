import type { FastifyInstance, FastifyReply } from 'fastify';
import { matches } from './match-nql.ts';
import { refuse } from './refuse.ts';
import { NqlSyntaxError, parseNql, type Nql } from './parse-nql.ts';
import { attributesToWire, pointToWire } from './to-wire.ts';
import { pointsOf } from './points-of.ts';
import { textOf, timeOf, type StoredRun, type World } from './world.ts';

interface Search {
  readonly query?: { readonly query?: string };
  readonly attributeFilters?: readonly { readonly path: string }[];
  readonly pagination?: { readonly limit?: number; readonly offset?: number };
  readonly sorting?: { readonly dir?: string };
}

interface AttributesQuery {
  readonly experimentIdsFilter: readonly string[];
  readonly nextPage?: { readonly limit?: number; readonly nextPageToken?: string };
}

interface SeriesQuery {
  readonly experimentId: string;
  readonly attribute: string;
  readonly limit?: string;
  readonly offset?: string;
  readonly skipToStep?: string;
  readonly lineage?: string;
}

const base = '/api/leaderboard/v1';
/** A server lists no further (client's MAX_SERVER_OFFSET). */
const mostOffset = 10_000;

export function addLeaderboard(app: FastifyInstance, world: World): void {
  const runsOf = (project: string | undefined) => world.runs.filter((run) => run.project === project);
  const isProject = (id: string | undefined) => world.projects.some(({ name }) => `${world.workspace}/${name}` === id);

  app.post<{ Querystring: { projectIdentifier?: string }; Body: Search }>(
    `${base}/leaderboard/entries/search`,
    ({ query, body }, reply) => {
      if (!isProject(query.projectIdentifier)) return refuse(reply, 404, 'PROJECT_NOT_FOUND', 'Project not found');
      const { limit = 100, offset = 0 } = body.pagination ?? {};
      if (limit + offset > mostOffset) return refuse(reply, 400, 'BAD_REQUEST', 'offset + limit is above 10000');
      const asked = read(body.query?.query ?? '', reply);
      if (asked === undefined) return reply;
      const found = runsOf(query.projectIdentifier).filter((run) => matches(run, asked));
      const turn = body.sorting?.dir === 'ascending' ? 1 : -1;
      found.sort((a, b) => turn * (timeOf(a, 'sys/creation_time') - timeOf(b, 'sys/creation_time')));
      const paths = body.attributeFilters?.map(({ path }) => path) ?? null;
      const entries = found.slice(offset, offset + limit).map((run) => entryOf(run, paths));
      return { matchingItemCount: found.length, entries };
    },
  );

  if (world.line === '3.x') {
    app.post<{ Querystring: { projectIdentifier?: string }; Body: AttributesQuery }>(
      `${base}/leaderboard/attributes/query`,
      ({ query, body }) => {
        const wanted = new Set(body.experimentIdsFilter);
        const runs = runsOf(query.projectIdentifier).filter((run) => wanted.has(`${run.project}/${run.shortId}`));
        const all = runs.flatMap((run) => attributesToWire(run, null).map((attribute) => ({ run, attribute })));
        const start = Number(body.nextPage?.nextPageToken ?? 0);
        const end = start + (body.nextPage?.limit ?? 100);
        const page = all.slice(start, end);
        const entries = [...new Set(page.map(({ run }) => run))].map((run) => ({
          experimentId: run.uuid,
          experimentShortId: run.shortId,
          attributes: page.filter((one) => one.run === run).map(({ attribute }) => attribute),
        }));
        return { entries, nextPage: { nextPageToken: end < all.length ? String(end) : null } };
      },
    );
  }

  app.get<{ Querystring: SeriesQuery }>(`${base}/attributes/series/float`, ({ query }, reply) => {
    const run = world.runs.find((one) => `${one.project}/${one.shortId}` === query.experimentId);
    if (run === undefined) return refuse(reply, 404, 'EXPERIMENT_NOT_FOUND', 'Experiment not found');
    const points = pointsOf(run, query.attribute, query.lineage === 'FULL');
    if (points === undefined) return refuse(reply, 404, 'ATTRIBUTE_NOT_FOUND', 'Attribute not found');
    const limit = Number(query.limit ?? 1000);
    const from = query.skipToStep === undefined ? -Infinity : Number(query.skipToStep);
    const rest = points.filter(({ step }) => step >= from).slice(Number(query.offset ?? 0));
    return { totalItemCount: points.length, values: rest.slice(0, limit).map(pointToWire) };
  });
}

function entryOf(run: StoredRun, paths: readonly string[] | null): object {
  const [organizationName, projectName] = run.project.split('/');
  return {
    experimentId: run.uuid,
    type: 'run',
    organizationName,
    projectName,
    shortId: textOf(run, 'sys/id'),
    attributes: attributesToWire(run, paths),
  };
}

/** Undefined where the answer was sent already. */
function read(query: string, reply: FastifyReply): Nql | null | undefined {
  try {
    return parseNql(query);
  } catch (error) {
    if (!(error instanceof NqlSyntaxError)) throw error;
    void refuse(reply, 400, 'BAD_REQUEST', `Syntax error: ${error.message}`);
    return undefined;
  }
}
