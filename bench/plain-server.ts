import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import axios from 'axios';
import { serveChild } from './support/children.ts';

// What a competent newcomer writes over MLflow's API in an afternoon: a field, a resolver, a request.

const typeDefs = `
  type Query { runs(experiment: ID!, first: Int!): [Run!]! }
  type Run { id: ID! name: String param(key: String!): String metric(key: String!): Metric }
  type Metric { last: Float series: [Point!]! }
  type Point { step: Int! value: Float! timestamp: Float! }
`;

interface RunRef {
  readonly id: string;
}

interface MlflowRun {
  readonly info: { readonly run_id: string; readonly run_name: string };
  readonly data: { readonly params?: readonly Entry[]; readonly metrics?: readonly Entry[] };
}

interface Entry {
  readonly key: string;
  readonly value: string | number;
}

await serveChild(async (argument) => {
  const api = axios.create({ baseURL: `${String(argument)}/api/2.0/mlflow` });
  const getRun = async (id: string): Promise<MlflowRun> => {
    const { data } = await api.get<{ run: MlflowRun }>('/runs/get', { params: { run_id: id } });
    return data.run;
  };
  const resolvers = {
    Query: {
      async runs(_root: unknown, { experiment, first }: { experiment: string; first: number }): Promise<RunRef[]> {
        const body = { experiment_ids: [experiment], max_results: first };
        const { data } = await api.post<{ runs: MlflowRun[] }>('/runs/search', body);
        return data.runs.map(({ info }) => ({ id: info.run_id }));
      },
    },
    Run: {
      name: async ({ id }: RunRef) => (await getRun(id)).info.run_name,
      async param({ id }: RunRef, { key }: { key: string }) {
        return (await getRun(id)).data.params?.find((param) => param.key === key)?.value;
      },
      metric: ({ id }: RunRef, { key }: { key: string }) => ({ id, key }),
    },
    Metric: {
      async last({ id, key }: RunRef & { key: string }) {
        return (await getRun(id)).data.metrics?.find((metric) => metric.key === key)?.value;
      },
      async series({ id, key }: RunRef & { key: string }) {
        const params = { run_id: id, metric_key: key, max_results: 25_000 };
        const { data } = await api.get<{ metrics?: object[] }>('/metrics/get-history', { params });
        return data.metrics ?? [];
      },
    },
  };
  const server = new ApolloServer({ typeDefs, resolvers });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return url;
});
