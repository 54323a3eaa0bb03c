import type { FastifyInstance, FastifyReply } from 'fastify';
import { addTwins } from './form.ts';
import { matches } from './match-nql.ts';
import { NqlSyntaxError, parseNql, type Nql } from './parse-nql.ts';
import { attributes } from './proto/attribute.ts';
import { each, int64, message, nested, text } from './proto/message.ts';
import { refuse } from './refuse.ts';
import { attributesToWire } from './to-wire.ts';
import { projectOf, textOf, timeOf, type StoredRun, type World } from './world.ts';

/** A server lists no further (client's MAX_SERVER_OFFSET). */
const mostOffset = 10_000;

export function addSearch(app: FastifyInstance, world: World): void {
  addTwins(app, world, '/leaderboard/entries/search', (body, { projectIdentifier, type = 'run' }, reply) => {
    const project = projectOf(world, projectIdentifier);
    if (project === undefined) return void refuse(reply, 404, 'PROJECT_NOT_FOUND', 'Project not found');
    const { limit = 100, offset = 0 } = body.pagination ?? {};
    if (limit + offset > mostOffset) return void refuse(reply, 400, 'BAD_REQUEST', 'offset + limit is above 10000');
    const asked = read(body.query?.query ?? '', reply);
    if (asked === undefined) return undefined;
    const own = [...world.runs, ...world.registry].filter(
      (run) => run.project === project && [type].flat().includes(run.type),
    );
    const found = (body.experimentLeader === true ? leadersOf(own) : own).filter((run) => matches(run, asked));
    const turn = body.sorting?.dir === 'ascending' ? 1 : -1;
    found.sort((a, b) => turn * createdBefore(a, b));
    const paths = body.attributeFilters?.map(({ path }) => path) ?? null;
    const page = found.slice(offset, offset + limit);
    return {
      json: () => ({ matchingItemCount: found.length, entries: page.map((run) => entryOf(run, paths)) }),
      proto: () =>
        message(
          int64(1, found.length),
          each(page, (run) => nested(3, ...entryFields(run, paths))),
        ),
    };
  });
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

function createdBefore(a: StoredRun, b: StoredRun): number {
  return timeOf(a, 'sys/creation_time') - timeOf(b, 'sys/creation_time');
}

function leadersOf(runs: readonly StoredRun[]): StoredRun[] {
  return [...new Map([...runs].sort(createdBefore).map((run) => [textOf(run, 'sys/name'), run])).values()];
}

function entryOf(run: StoredRun, paths: readonly string[] | null): object {
  const [organizationName, projectName] = run.project.split('/');
  return {
    experimentId: run.uuid,
    type: run.type,
    organizationName,
    projectName,
    shortId: run.shortId,
    attributes: attributesToWire(run, paths),
  };
}

function entryFields(run: StoredRun, paths: readonly string[] | null) {
  const [organization, project] = run.project.split('/');
  const shown = new Set(paths);
  return [
    text(1, run.uuid),
    text(2, run.type),
    text(5, project),
    text(6, organization),
    attributes(7, run, (path) => paths === null || shown.has(path)),
  ];
}
