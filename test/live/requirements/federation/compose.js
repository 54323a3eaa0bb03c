// Puts subgraphs together as a registry does: compose.js <name=file of its SDL>... The supergraph goes to stdout; what does
// not fit goes to stderr, and the exit code is 1.
import composition from '@apollo/composition';
import { parse } from 'graphql';
import { readFileSync } from 'node:fs';

const services = process.argv.slice(2).map((argument) => {
  const [, name, url, file] = /^(\w+)=([^ ]*) (.+)$/.exec(argument);
  return { name, url, typeDefs: parse(readFileSync(file, 'utf8')) };
});
const { supergraphSdl, errors } = composition.composeServices(services);
if (errors?.length > 0) {
  console.error(errors.map(({ message }) => message).join('\n'));
  process.exit(1);
}
console.log(supergraphSdl);
