import { tableFromIPC } from 'apache-arrow';
import type { Series } from '../../src/contract/series.ts';
import { openRights } from '../../src/core/access/rights.ts';
import { openExport } from '../../src/export/open-export.ts';
import { openChunkFile } from '../../src/server/exports/chunk-file.ts';
import { at } from '../support/json-at.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { metric, run } from '../support/runs.ts';
import { serveExports, type ServedExports } from '../support/serve-exports.ts';

const big = 2n ** 60n;

describe('series', () => {
  const points = (values: readonly number[], steps: Series['steps'] = Float64Array.from(values.keys())): Series => ({
    steps,
    values: Float64Array.from(values),
    timestamps: Float64Array.from(values, (_value, index) => (index === 1 ? Number.NaN : 1_700_000_000_000 + index)),
    totalPoints: values.length,
    complete: true,
  });
  const tracker: MemoryTracker = {
    capabilities: everything,
    runs: [
      run('1', { startedAt: 2, metrics: [metric('loss', 1), metric('acc', 1), metric('long', 1)] }),
      run('2', { startedAt: 1, metrics: [metric('loss', 1)] }),
    ],
    series: (id, key) => {
      if (key === 'long') return points([1, 2], [1, 2n ** 60n]);
      return id === '1' ? points([3, Number.NaN, Infinity]) : points([1, 2], Float64Array.from([0, 2]));
    },
  };
  let served: ServedExports;

  beforeAll(async () => {
    served = await serveExports({ lab: tracker });
  });

  afterAll(async () => {
    await served.close();
  });

  test('a row a point', async () => {
    expect((await (await served.get('series.csv?metrics=loss,nothing')).text()).split('\r\n')).toEqual([
      'source,run,metric,context,step,timestamp,epoch,value',
      'lab,lab/1,loss,,0,2023-11-14T22:13:20.000Z,,3',
      'lab,lab/1,loss,,1,,,NaN',
      'lab,lab/1,loss,,2,2023-11-14T22:13:20.002Z,,Infinity',
      'lab,lab/2,loss,,0,2023-11-14T22:13:20.000Z,,1',
      'lab,lab/2,loss,,2,,,2',
      '',
    ]);
    const arrow = tableFromIPC(new Uint8Array(await (await served.get('series.arrow?metrics=loss,a*')).arrayBuffer()));
    expect(arrow.numRows).toBe(8);
    expect(arrow.getChild('value')?.toArray()).toEqual(
      Float64Array.of(3, Number.NaN, Infinity, 3, Number.NaN, Infinity, 1, 2),
    );
    expect(arrow.getChild('timestamp')?.nullCount).toBe(3);
  });

  test('side by side, cut to a range, smooth, fewer', async () => {
    const wide = await (await served.get('series.csv?metrics=loss&align=UNION')).text();
    expect(wide).toBe('x,lab/1 loss,lab/2 loss\r\n0,3,1\r\n1,NaN,\r\n2,Infinity,2\r\n');
    const cut = await (await served.get(`series.csv?metrics=loss&x={"from":1,"to":1}`)).text();
    expect(cut.split('\r\n').slice(1)).toEqual(['lab,lab/1,loss,,1,,,NaN', '']);
    const smooth = await served.post('series.csv', {
      metrics: ['loss'],
      runs: ['lab/2'],
      smooth: { method: 'MEAN', window: 3 },
      raw: true,
    });
    expect(await smooth.text()).toBe(
      'source,run,metric,context,x,value,raw\r\nlab,lab/2,loss,,0,1.5,1\r\nlab,lab/2,loss,,2,1.5,2\r\n',
    );
  });

  test('a step beyond 2^53 is told, or the format says that it cannot', async () => {
    expect(await (await served.get('series.csv?metrics=long')).text()).toContain(`,${String(big)},`);
    for (const format of ['arrow', 'parquet']) {
      const answer = await served.get(`series.${format}?metrics=long`);
      expect(answer.status).toBe(422);
      expect(at(await answer.json(), 'detail')).toMatch(/ask with steps=text/);
    }
    const arrow = tableFromIPC(
      new Uint8Array(await (await served.get('series.arrow?metrics=long&steps=text')).arrayBuffer()),
    );
    expect([...(arrow.getChild('step') ?? [])]).toEqual(['1', String(big)]);
  });

  test('a series that the tracker gave a sample of is not the series', async () => {
    const sampled = await serveExports({
      lab: { ...tracker, series: () => ({ ...points([1, 2]), complete: false, totalPoints: 9 }) },
    });
    const answer = await sampled.get('series.csv?metrics=loss');
    expect([answer.status, at(await answer.json(), 'detail')]).toEqual([
      422,
      'lab: The tracker gave 2 of 9 points of loss of the run 1.',
    ]);
    const allowed = await sampled.get('series.arrow?metrics=loss&partial=allow');
    expect(allowed.headers.get('rungraph-incomplete')).toBe('"lab";state=PARTIAL;code=UNSUPPORTED');
    await sampled.close();
  });

  test('a long export lets others in', async () => {
    const length = 100_000;
    const column = Float64Array.from({ length }, (_point, index) => index / 7);
    const long: Series = { steps: column, values: column, timestamps: column, totalPoints: length, complete: true };
    const runs = Array.from({ length: 4 }, (_run, index) => run(String(index), { metrics: [metric('loss', 1)] }));
    const busy = await serveExports({ lab: { capabilities: everything, runs, series: () => long } });
    const context = await busy.gateway.openContext({
      signal: new AbortController().signal,
      traceId: 'test',
      rights: openRights([{ verb: 'read', source: '*', project: '*' }]),
    });
    const { body } = await openExport(
      'series',
      'csv',
      { metrics: ['loss'], first: 1 },
      {
        context,
        settings: { mostRows: 100, mostColumns: 100, deadlineMs: 60_000 },
        openStore: () => openChunkFile(busy.folder),
      },
    );
    await body.next();
    let others = 0;
    const ticking = setInterval(() => (others += 1), 1);
    for await (const _piece of body);
    clearInterval(ticking);
    expect(others).toBeGreaterThan(0);
    await busy.close();
  });
});
