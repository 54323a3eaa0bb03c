import { Agent, createServer } from 'node:http';
import axios from 'axios';
import { serveChild } from './children.ts';

interface Entry {
  readonly key: string;
  readonly value: string | number;
}

interface MlflowRun {
  readonly info: { readonly run_id: string };
  readonly data: { readonly params: readonly Entry[]; readonly metrics: readonly Entry[] };
}

// The least that a gateway has to do, written by hand for one tracker and one question, with nothing checked: what is
// above this is what Rungraph costs, and below it no gateway in this language gets.
await serveChild(async (argument) => {
  const tracker = axios.create({ baseURL: String(argument), httpAgent: new Agent({ keepAlive: true }) });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void tracker
        .post<{ runs: MlflowRun[] }>('/api/2.0/mlflow/runs/search', JSON.parse(Buffer.concat(chunks).toString()))
        .then(({ data: { runs } }) => {
          const body = JSON.stringify(columnsOf(runs.slice(0, 100)));
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
          response.end(body);
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`;
});

function columnsOf(runs: readonly MlflowRun[]) {
  const columns = new Map<string, (string | number)[]>();
  const add = ({ key, value }: Entry): void => {
    const known = columns.get(key);
    if (known === undefined) columns.set(key, [value]);
    else known.push(value);
  };
  for (const { data } of runs) {
    for (const { key, value } of data.params) add({ key, value: Number(value) });
    data.metrics.forEach(add);
  }
  return {
    refs: runs.map(({ info }) => info.run_id),
    columns: [...columns].map(([name, values]) => ({ name, values })),
  };
}
