import Fastify from 'fastify';
import type { Emulator } from '../../../src/contract/tracker.ts';
import type { SampleData, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { writeJson } from '../../../src/kit/write-json.ts';

export interface LogbookEmulator extends Emulator {
  /** Ids of the entries, by the keys of sample runs. */
  readonly runIds: ReadonlyMap<string, string>;
}

interface EntriesQuery {
  readonly id?: string | readonly string[];
  readonly book?: string | readonly string[];
  readonly where?: string | readonly string[];
  readonly after?: string;
  readonly limit?: string;
}

interface PointsBody {
  readonly curves: readonly { readonly entry: string; readonly curve: string }[];
}

const words = { SCHEDULED: 'planned', RUNNING: 'going', FINISHED: 'done', FAILED: 'broken', KILLED: 'stopped' };

/** A server on loopback that answers as Logbook 2 does. It keeps what of a sample run the real one would keep. */
export async function startLogbook(options: { port: number; data: SampleData }): Promise<LogbookEmulator> {
  const { projects, runs } = options.data;
  const runIds = new Map(runs.map(({ key }, index) => [key, `e-${String(index).padStart(4, '0')}`]));
  const world = runs.map((run) => toEntry(run, runIds.get(run.key) ?? '')).sort(newestFirst);
  const curves = new Map(runs.map((run) => [runIds.get(run.key), run.metrics]));

  const app = Fastify({ forceCloseConnections: true });
  app.get('/api/version', () => ({ logbook: '2.1' }));
  app.get('/api/books', () => ({ books: projects.map(({ name }) => name) }));
  app.get<{ Querystring: EntriesQuery }>('/api/entries', (request, reply) => {
    const { id, book, where, after, limit = '100' } = request.query;
    const [ids, books, conditions] = [listOf(id), listOf(book), listOf(where)];
    const all = world
      .filter((entry) => ids.length === 0 || ids.includes(entry.id))
      .filter((entry) => books.length === 0 || books.includes(entry.book))
      .filter((entry) => conditions.every((condition) => holds(entry, condition)));
    const behind = after === undefined ? all : all.filter((entry) => newestFirst(entry, placeOf(after)) > 0);
    const entries = behind.slice(0, Number(limit));
    const answer = { entries, total: all.length, goesOn: entries.length < behind.length };
    return reply.type('application/json').send(writeJson(answer));
  });
  app.post<{ Body: PointsBody }>('/api/points', (request, reply) => {
    const found = request.body.curves.map(({ entry, curve }) => {
      const points = curves.get(entry)?.find(({ key, context }) => key === curve && isEmpty(context))?.points ?? [];
      return points.map(({ step, value, timestamp }) => [step, value, timestamp]);
    });
    return reply.type('application/json').send(writeJson({ curves: found }));
  });

  const url = await app.listen({ port: options.port, host: '127.0.0.1' });
  return { url, source: { url }, runIds, close: () => app.close() };
}

interface Entry {
  readonly id: string;
  readonly book: string;
  readonly title: string;
  readonly state: string;
  readonly started: number;
}

function toEntry(run: SampleRun, id: string): Entry {
  const { project, name, status, user, startedAt, endedAt, tags, params, metrics } = run;
  const kept = {
    author: user,
    ended: endedAt,
    labels: tags.map(({ key }) => key),
    inputs: params.map(({ key, value }) => ({ name: key, value })),
    curves: metrics.filter(({ context }) => isEmpty(context)).map(({ key }) => key),
  };
  return { id, book: project, title: name, state: words[status], started: startedAt, ...kept };
}

function newestFirst(a: Pick<Entry, 'started' | 'id'>, b: Pick<Entry, 'started' | 'id'>): number {
  return b.started - a.started || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function placeOf(after: string): Pick<Entry, 'started' | 'id'> {
  const [started = '', id = ''] = after.split('/');
  return { started: Number(started), id };
}

function holds({ state, title }: Entry, condition: string): boolean {
  const [, name, operand = ''] = /^(\w+):(.*)$/s.exec(condition) ?? [];
  if (name === 'state') return operand.split(',').includes(state);
  return name === 'title' && title.toLowerCase().includes(operand.toLowerCase());
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  return given === undefined ? [] : [given].flat();
}

function isEmpty(context: object): boolean {
  return Object.keys(context).length === 0;
}
