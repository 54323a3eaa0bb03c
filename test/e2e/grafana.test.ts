import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { assembleConfig } from '../support/assemble.ts';
import { trackers } from '../../adapters/registry.ts';
import type { Emulator } from '../../src/contract/tracker.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';

// The dashboards of deploy/grafana. There is no Grafana here: every address that a panel or a variable asks is asked, with
// the variables filled in, and must have the columns that are named. That Grafana draws them is not proven.

const folder = fileURLToPath(new URL('../../deploy/grafana/dashboards/', import.meta.url));
const target = z.object({
  type: z.literal('csv'),
  source: z.literal('url'),
  parser: z.literal('backend'),
  url: z.string(),
  columns: z.array(
    z.object({ selector: z.string(), text: z.string(), type: z.enum(['string', 'number', 'timestamp']) }),
  ),
});
const dashboard = z.object({
  uid: z.string(),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), query: z.union([z.string(), z.object({ infinityQuery: target })]) })),
  }),
  panels: z.array(z.object({ title: z.string(), targets: z.array(target) })),
});
const dashboards = readdirSync(folder).map((file) => dashboard.parse(JSON.parse(readFileSync(folder + file, 'utf8'))));

let emulator: Emulator | undefined;
let gateway: Gateway;
let server: RunningServer;

beforeAll(async () => {
  const [tracker] = trackers;
  emulator = await tracker?.emulate?.({ port: 0, empty: false });
  gateway = await assembleConfig({ lab: { tracker: tracker?.kind, ...emulator?.source } });
  server = await serve(gateway, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server.close();
  await gateway.close();
  await emulator?.close();
});

/** An address as Grafana writes it: `${name}`, `${name:csv}`, and percent-encoded where that is asked for. */
function filled(url: string, values: Readonly<Record<string, string>>): string {
  return url.replace(/\$\{(\w+)(?::(\w+))?\}/g, (_whole, name: string, form?: string) => {
    const value = values[name] ?? `no such variable: ${name}`;
    return form === 'percentencode' ? encodeURIComponent(value) : value;
  });
}

async function rowsOf({ url, columns }: z.infer<typeof target>, values: Readonly<Record<string, string>>) {
  const answer = await fetch(server.url + filled(url, values));
  const text = await answer.text();
  expect({ status: answer.status, problem: answer.ok ? '' : text }).toEqual({ status: 200, problem: '' });
  const [head = '', ...rows] = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  const found = columns.map(({ selector, type }) => ({ type, at: head.indexOf(selector), selector }));
  expect(found.filter(({ at }) => at < 0)).toEqual([]);
  for (const row of rows) {
    for (const { at, type } of found) {
      const value = row[at] ?? '';
      if (type === 'number' && value !== '') expect(Number.isNaN(Number(value)) && value !== 'NaN').toBe(false);
      if (type === 'timestamp' && value !== '') expect(new Date(value).toISOString()).toBe(value);
    }
  }
  return rows.map((row) => found.map(({ at }) => row[at] ?? ''));
}

test.each(dashboards)('$uid: every variable and panel asks what is there', async ({ templating, panels }) => {
  const values: Record<string, string> = {};
  for (const { name, query } of templating.list) {
    if (typeof query === 'string') values[name] = query;
    else {
      const options = await rowsOf(query.infinityQuery, values);
      expect(options.length).toBeGreaterThan(0);
      values[name] = options.slice(0, 2).join(',');
    }
  }
  for (const { targets } of panels) {
    for (const one of targets) expect((await rowsOf(one, values)).length).toBeGreaterThan(0);
  }
});
