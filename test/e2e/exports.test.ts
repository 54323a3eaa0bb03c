import { tableFromIPC } from 'apache-arrow';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { RungraphError } from '../../src/contract/error.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { at } from '../support/json-at.ts';
import { metric, param, run, tag } from '../support/runs.ts';
import { serveExports, type ServedExports } from '../support/serve-exports.ts';

// Everything that a question asks for, by URL, as whatever reads tables wants it.

const odd = 'a,"b"\nü';
const big = 2n ** 60n;
const lab: MemoryTracker = {
  capabilities: everything,
  pageCap: 2,
  runs: [
    run('1', {
      name: odd,
      startedAt: 1_700_000_000_000,
      params: [
        param('lr', 0.1),
        param('seed', big),
        param('mix', 1),
        param(odd, true),
        param('layers', [1, Number.NaN]),
      ],
      metrics: [metric('acc', 0.5, { max: 0.75 }), metric('loss', Number.NaN)],
      tags: [tag('team', 'vision')],
    }),
    run('2', {
      name: '',
      startedAt: 1_600_000_000_000,
      params: [param('lr', Infinity), param('mix', 'x'), param('seed', 7)],
      tags: [tag('team', 'vision')],
    }),
    run('3', { name: null, params: [param('mix', false)], metrics: [metric('acc', -Infinity)] }),
  ],
};

let open: ServedExports;

beforeAll(async () => {
  open = await serveExports({ lab });
});

afterAll(async () => {
  await open.close();
});

const asked =
  'columns=name,startedAt,params.lr,params.seed,params.mix,metrics.acc,max(metrics.acc),metrics.loss,params.layers';

describe('runs', () => {
  test('as CSV: all pages, a missing value is nothing, empty text is empty, numbers are in their shortest form', async () => {
    const answer = await open.get(`runs.csv?${asked}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="runs.csv"');
    expect(answer.headers.get('etag')).toBeNull();
    expect((await answer.text()).split('\r\n')).toEqual([
      'run,name,startedAt,lr,seed,mix,metric acc LAST,metric acc MAX,loss,layers',
      `lab/1,"a,""b""\nü",2023-11-14T22:13:20.000Z,0.1,1152921504606846976,1,0.5,0.75,NaN,"[1,""NaN""]"`,
      'lab/2,"",2020-09-13T12:26:40.000Z,Infinity,7,x,,,,',
      'lab/3,,,,,false,-Infinity,,,',
      '',
    ]);
  });

  test('as JSON lines and as JSON with types and reports, by POST too', async () => {
    const lines = (await (await open.get('runs.jsonl?columns=params.lr,params.mix&sort=-startedAt')).text()).trimEnd();
    expect(lines.split('\n').map((line): unknown => JSON.parse(line))).toEqual([
      { run: 'lab/1', lr: 0.1, mix: 1 },
      { run: 'lab/2', lr: 'Infinity', mix: 'x' },
      { run: 'lab/3', lr: null, mix: false },
    ]);
    const answer = await open.post('runs.json', {
      columns: ['params.lr', 'params.mix', 'params.seed'],
      where: 'params.lr > 0',
    });
    const body: unknown = await answer.json();
    expect(body).toMatchObject({
      rows: [
        { run: 'lab/1', lr: 0.1, mix: '1', seed: '1152921504606846976' },
        { run: 'lab/2', lr: 'Infinity', mix: 'x', seed: '7' },
      ],
      columns: [
        { name: 'run', type: 'STRING' },
        { name: 'lr', type: 'NUMBER' },
        { name: 'mix', type: 'STRING' },
        { name: 'seed', type: 'NUMBER_TEXT' },
      ],
      reports: [{ source: 'lab', state: 'OK', rowsReturned: 2 }],
      incomplete: [],
    });
  });

  test('as Arrow and as Parquet, with types, and every key for *', async () => {
    const arrow = tableFromIPC(new Uint8Array(await (await open.get('runs.arrow?columns=*')).arrayBuffer()));
    const names = arrow.schema.fields.map(({ name, type, metadata }) => [
      name,
      String(type),
      metadata.get('rungraph.type'),
    ]);
    expect(names).toEqual([
      ['run', 'Utf8', 'STRING'],
      ['name', 'Utf8', 'STRING'],
      ['status', 'Dictionary<Int8, Utf8>', 'STRING'],
      ['user', 'Utf8', 'STRING'],
      ['startedAt', 'Timestamp<MILLISECOND, UTC>', 'DATETIME'],
      ['endedAt', 'Timestamp<MILLISECOND, UTC>', 'DATETIME'],
      ['durationMs', 'Float64', 'NUMBER'],
      ['project', 'Dictionary<Int8, Utf8>', 'STRING'],
      ['source', 'Dictionary<Int8, Utf8>', 'STRING'],
      ['group', 'Utf8', 'STRING'],
      ['jobType', 'Utf8', 'STRING'],
      ['notes', 'Utf8', 'STRING'],
      ['parent', 'Utf8', 'STRING'],
      ['id', 'Utf8', 'STRING'],
      [odd, 'Bool', 'BOOLEAN'],
      ['layers', 'Utf8', 'LIST'],
      ['lr', 'Float64', 'NUMBER'],
      ['mix', 'Utf8', 'STRING'],
      ['seed', 'Utf8', 'NUMBER_TEXT'],
      ['acc', 'Float64', 'NUMBER'],
      ['loss', 'Float64', 'NUMBER'],
      ['team', 'Dictionary<Int8, Utf8>', 'STRING'],
    ]);
    expect(arrow.toArray().map((row: { toJSON(): unknown } | null) => row?.toJSON())[0]).toMatchObject({
      run: 'lab/1',
      name: odd,
      lr: 0.1,
      mix: '1',
      seed: String(big),
      acc: 0.5,
      loss: Number.NaN,
      team: 'vision',
      startedAt: 1_700_000_000_000,
      user: null,
    });
    const parquet = await (await open.get('runs.parquet?columns=*')).arrayBuffer();
    const rows = await parquetReadObjects({ file: parquet });
    expect(rows).toEqual(
      arrow.toArray().map((row: { toJSON(): Record<string, unknown> } | null) => {
        const told = row?.toJSON() ?? {};
        const time = told['startedAt'];
        return { ...told, startedAt: typeof time === 'number' ? new Date(time) : null };
      }),
    );
    const notes = Object.fromEntries(
      (parquetMetadata(parquet).key_value_metadata ?? []).map(({ key, value }) => [key, value]),
    );
    expect(JSON.parse(notes['rungraph.question'] ?? '')).toEqual({ runs: { columns: ['*'], partial: 'refuse' } });
    expect(at(JSON.parse(notes['rungraph.account'] ?? ''), 'reports', 0, 'state')).toBe('OK');
  });

  test('no rows, and its columns all the same', async () => {
    const none = `where=${encodeURIComponent("name = 'nobody'")}&${asked}`;
    expect(await (await open.get(`runs.csv?${none}`)).text()).toMatch(/^run,name,.*\r\n$/);
    expect(await (await open.get(`runs.json?${none}`)).json()).toMatchObject({ rows: [] });
    const arrow = tableFromIPC(new Uint8Array(await (await open.get(`runs.arrow?${none}`)).arrayBuffer()));
    expect([arrow.numRows, arrow.numCols]).toEqual([0, 10]);
    const parquet = await (await open.get(`runs.parquet?${none}`)).arrayBuffer();
    expect(await parquetReadObjects({ file: parquet })).toEqual([]);
  });

  test('runs by name, and a name for a column', async () => {
    const text = await (await open.get('runs.csv?runs=lab/3,lab/1&columns=params.mix as kind')).text();
    expect(text).toBe('run,kind\r\nlab/3,false\r\nlab/1,1\r\n');
  });
});

const wrong: Readonly<Record<string, readonly [path: string, status: number, code: string, detail: RegExp]>> = {
  'an unknown field': ['runs.csv?columns=nmae', 400, 'INVALID_QUERY', /There is no field "nmae"/],
  'an unknown parameter': [
    'runs.csv?column=name',
    400,
    'INVALID_QUERY',
    /no parameter "column".*did you mean columns\?/,
  ],
  'an expression that does not parse': ['runs.arrow?where=name%20==', 400, 'INVALID_QUERY', /./],
  'a source that is not there': ['runs.parquet?sources=nowhere', 404, 'NOT_FOUND', /nowhere/],
  'a run that is not there': ['runs.csv?runs=lab/9', 404, 'NOT_FOUND', /There is no run "9"/],
  'too large a number': ['runs.csv?first=0', 400, 'INVALID_QUERY', /^first: /],
  'JSON that is none': ['series.csv?metrics=acc&smooth=ema', 400, 'INVALID_QUERY', /smooth: .*no JSON/],
  'series without metrics': ['series.csv', 400, 'INVALID_QUERY', /^metrics: /],
  'a star among groups': ['groups.csv?by=*', 400, 'INVALID_QUERY', /^by: /],
};

test.each(Object.entries(wrong))('%s is a problem with its code', async (_name, [path, status, code, detail]) => {
  const answer = await open.get(path);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('content-disposition')).toBeNull();
  const body: unknown = await answer.json();
  expect(body).toMatchObject({ type: 'about:blank', status, code });
  expect(at(body, 'detail')).toMatch(detail);
});

describe('what is missing', () => {
  const runs = Array.from({ length: 1500 }, (_run, index) => run(String(index), { startedAt: 2000 - index }));
  /** A tracker that fails from its second page on, or at once. */
  const failing = (from: number): MemoryTracker => {
    let pages = 0;
    return {
      capabilities: { ...everything, limits: { ...everything.limits, pageRuns: 300 } },
      runs,
      onCall(method) {
        if (method === 'searchRuns' && (pages += 1) > from) throw new RungraphError('FORBIDDEN', 'No more of this.');
      },
    };
  };

  test.each(['csv', 'jsonl', 'json', 'arrow', 'parquet'])(
    'before the first byte it is a problem: %s',
    async (format) => {
      const served = await serveExports({ lab, gone: failing(0) });
      const answer = await served.get(`runs.${format}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'application/problem+json']);
      expect(await answer.json()).toMatchObject({ code: 'FORBIDDEN', source: 'gone' });
      const allowed = await served.get(`runs.${format}?partial=allow`);
      expect(allowed.status).toBe(200);
      expect(allowed.headers.get('rungraph-incomplete')).toBe('"gone";state=FAILED;code=FORBIDDEN');
      const text = await allowed.text();
      expect(text).toContain('lab/1');
      await served.close();
    },
  );

  test.each(['csv', 'jsonl'])('on the way it breaks the connection: %s', async (format) => {
    const served = await serveExports({ gone: failing(3) });
    const answer = await served.get(`runs.${format}`);
    await expect(answer.text().then((text) => [answer.status, text])).rejects.toThrow(/terminated|aborted|closed/);
    await served.close();
  });

  test('what is read first is whole or a problem: arrow', async () => {
    const served = await serveExports({ gone: failing(3) });
    expect((await served.get('runs.arrow')).status).toBe(502);
    const allowed = await served.get('runs.arrow?partial=allow');
    expect(allowed.headers.get('rungraph-incomplete')).toBe('"gone";state=PARTIAL;code=FORBIDDEN');
    await served.close();
  });
});

test('groups, a row each', async () => {
  const text = await (await open.get('groups.csv?by=tags.team&measures=metrics.acc')).text();
  expect(text.split('\r\n').map((line) => line.split(',').slice(0, 6))).toEqual([
    ['team', 'size', 'acc count', 'acc missing', 'acc nonFinite', 'acc mean'],
    ['vision', '2', '1', '1', '0', '0.5'],
    ['', '1', '0', '0', '1', ''],
    [''],
  ]);
});

test('runs side by side', async () => {
  const text = await (await open.get('compare.csv?runs=lab/1,lab/2&onlyDifferent=true')).text();
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('kind,key,context,best,differs,lab/1,lab/2');
  expect(lines).toContain('param,lr,,,true,0.1,Infinity');
  expect(lines).toContain('metric,acc,,"[""lab/1""]",true,0.5,');
  expect(text).not.toContain('tag,team');
  const all = await (await open.get('compare.csv?runs=lab/1,lab/2')).text();
  expect(all.split('\r\n')).toContain('tag,team,,,false,vision,vision');
});
