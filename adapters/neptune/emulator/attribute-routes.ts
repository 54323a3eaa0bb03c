import type { FastifyInstance } from 'fastify';
import { RE2JS } from 're2js';
import { addTwins } from './form.ts';
import { attributeField } from './proto/attribute.ts';
import { each, message, nested, text } from './proto/message.ts';
import type { AttributesQuery, NameTest } from './questions.ts';
import { toWire } from './to-wire.ts';
import { projectOf, type StoredAttribute, type StoredRun, type World } from './world.ts';

interface Found {
  readonly run: StoredRun;
  readonly path: string;
  readonly attribute: StoredAttribute;
}

/** Attributes of runs of one project by name and type, and which there are: of 3.x. */
export function addAttributes(app: FastifyInstance, world: World): void {
  addTwins(app, world, '/leaderboard/attributes/query', (body, { projectIdentifier }) => {
    const all = find(world, [projectIdentifier], body);
    const { page, next } = pageOf(all, body);
    const runs = [...new Set(page.map(({ run }) => run))].map((run) => ({
      run,
      found: page.filter((one) => one.run === run),
    }));
    return {
      json: () => ({
        entries: runs.map(({ run, found }) => ({
          experimentId: run.uuid,
          experimentShortId: run.shortId,
          attributes: found.map(({ path, attribute }) => toWire(path, attribute)),
        })),
        nextPage: { nextPageToken: next },
      }),
      proto: () => {
        const entries = each(runs, ({ run, found }) =>
          nested(
            1,
            text(1, run.uuid),
            text(2, run.shortId),
            each(found, ({ path, attribute }) => attributeField(3, path, attribute)),
          ),
        );
        return message(entries, nested(2, text(1, next)));
      },
    };
  });
  app.post<{ Body: AttributesQuery }>('/api/leaderboard/v1/leaderboard/attributes/definitions/query', ({ body }) => {
    const found = find(world, body.projectIdentifiers ?? [], body);
    const all = new Map(found.map(({ path, attribute: { type } }) => [`${type} ${path}`, { name: path, type }]));
    const { page, next } = pageOf([...all.values()], body);
    return { entries: page, nextPage: { nextPageToken: next } };
  });
}

function find(world: World, projects: readonly (string | undefined)[], query: AttributesQuery): readonly Found[] {
  const known = new Set(projects.map((project) => projectOf(world, project)));
  const ids = query.experimentIdsFilter && new Set(query.experimentIdsFilter);
  const names = query.attributeNamesFilter && new Set(query.attributeNamesFilter);
  const types = query.attributeFilter && new Set(query.attributeFilter.map(({ attributeType }) => attributeType));
  const isNamed = nameTest(query.attributeNameFilter ?? {});
  return world.runs
    .filter((run) => known.has(run.project) && (!ids || ids.has(`${run.project}/${run.shortId}`)))
    .flatMap((run) => [...run.attributes].map(([path, attribute]) => ({ run, path, attribute })))
    .filter(({ path, attribute }) => {
      return (!names || names.has(path)) && (!types || types.has(attribute.type)) && isNamed(path);
    });
}

type IsNamed = (name: string) => boolean;

function nameTest({ mustMatchAny, ...own }: NonNullable<AttributesQuery['attributeNameFilter']>): IsNamed {
  const isOwn = oneTest(own);
  const any = mustMatchAny?.map(oneTest);
  return (name) => isOwn(name) && (any === undefined || any.some((test) => test(name)));
}

function oneTest({ mustMatchRegexes, mustNotMatchRegexes }: NameTest): IsNamed {
  const must = (mustMatchRegexes ?? []).map((pattern) => RE2JS.compile(pattern));
  const mustNot = (mustNotMatchRegexes ?? []).map((pattern) => RE2JS.compile(pattern));
  return (name) =>
    must.every((pattern) => pattern.matcher(name).find()) && !mustNot.some((pattern) => pattern.matcher(name).find());
}

function pageOf<T>(all: readonly T[], { nextPage }: AttributesQuery): { page: readonly T[]; next: string | null } {
  const start = Number(nextPage?.nextPageToken ?? 0);
  const end = start + (nextPage?.limit ?? 100);
  return { page: all.slice(start, end), next: end < all.length ? String(end) : null };
}
