// A subgraph of another team, which knows people and teams: people.js <port>. It adds the owner to runs, and refers to runs
// by their references.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { readFileSync } from 'node:fs';

const [port, pinned] = process.argv.slice(2);
const people = [
  { login: 'ada', name: 'Ada Lovelace', team: 'vision' },
  { login: 'grace', name: 'Grace Hopper', team: 'language' },
];
const person = (login) => people.find((one) => one.login === login) ?? null;
const toTeam = (name) => ({
  name,
  pinned: name === 'vision' ? JSON.parse(pinned).map((ref) => ({ __typename: 'Run', ref })) : [],
});

const server = new ApolloServer({
  schema: buildSubgraphSchema({
    typeDefs: parse(readFileSync(new URL('people.graphql', import.meta.url), 'utf8')),
    resolvers: {
      Query: {
        people: () => people,
        teams: () => ['vision', 'language'].map(toTeam),
      },
      Person: { __resolveReference: ({ login }) => person(login), team: ({ team }) => toTeam(team) },
      Team: {
        __resolveReference: ({ name }) => toTeam(name),
        members: ({ name }) => people.filter(({ team }) => team === name),
      },
      Run: { owner: ({ user }) => person(user) },
    },
  }),
});
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(port) } });
console.log(url);
