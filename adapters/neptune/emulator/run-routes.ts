import type { FastifyInstance, FastifyReply } from 'fastify';
import { refuse } from './refuse.ts';
import { attributesToWire, propertiesToWire } from './to-wire.ts';
import { projectOf, runOf, type StoredRun, type World } from './world.ts';

type Query = { readonly experimentId?: string; readonly attribute?: string };

const base = '/api/leaderboard/v1';

/** What 2.x answers about one run, by its id or name, and about the names of attributes. */
export function addRuns(app: FastifyInstance, world: World): void {
  const withRun = (answer: (run: StoredRun, query: Query, reply: FastifyReply) => object) => {
    return ({ query }: { readonly query: Query }, reply: FastifyReply): object => {
      const run = runOf(world, query.experimentId);
      return run === undefined
        ? refuse(reply, 404, 'EXPERIMENT_NOT_FOUND', 'Experiment not found')
        : answer(run, query, reply);
    };
  };
  app.get<{ Querystring: Query }>(
    `${base}/experiments`,
    withRun(({ uuid, shortId, project, attributes, type }) => {
      const [organizationName, projectName] = project.split('/');
      const trashed = attributes.get('sys/trashed');
      return {
        id: uuid,
        shortId,
        type,
        organizationName,
        projectName,
        trashed: trashed?.type === 'bool' && trashed.value,
      };
    }),
  );
  const attributesOf = withRun((run) => ({ attributes: attributesToWire(run, null), systemAttributes: [] }));
  app.get<{ Querystring: Query }>(`${base}/attributes`, (request, reply) => {
    // A project is asked for like a run, and has attributes of its own: none here.
    const isProject = projectOf(world, request.query.experimentId) !== undefined;
    return isProject ? { attributes: [], systemAttributes: [] } : attributesOf(request, reply);
  });
  for (const type of ['float', 'int', 'bool', 'string', 'datetime', 'stringSet', 'floatSeries']) {
    app.get<{ Querystring: Query }>(
      `${base}/attributes/${type}`,
      withRun(({ attributes }, { attribute = '' }, reply) => {
        const found = attributes.get(attribute);
        return found?.type === type
          ? propertiesToWire(attribute, found)
          : refuse(reply, 404, 'ATTRIBUTE_NOT_FOUND', 'Attribute not found');
      }),
    );
  }
  app.post<{
    Querystring: { projectIdentifier?: string; search?: string; type?: string | readonly string[]; limit?: string };
  }>(`${base}/leaderboard/attributes/search`, ({ query: { projectIdentifier, search = '', type, limit } }) => {
    const project = projectOf(world, projectIdentifier);
    // Types of entries, and not of attributes.
    const types = type === undefined ? undefined : [type].flat();
    const own = [...world.runs, ...world.registry].filter((run) => run.project === project);
    const runs = own.filter((run) => types?.some((one) => one === run.type) ?? true);
    const all = runs.flatMap(({ attributes }) => [...attributes].map(([name, one]) => ({ name, type: one.type })));
    const found = all.filter(({ name }) => name.includes(search));
    const entries = [...new Map(found.map((one) => [`${one.type} ${one.name}`, one])).values()];
    return { entries: entries.slice(0, Number(limit ?? entries.length)) };
  });
}
