import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

// Puts what the GraphiQL page needs beside the build, so that it works offline and its packages are not needed at run time.

const require = createRequire(import.meta.url);
const folderOf = (name) => dirname(require.resolve(`${name}/package.json`));

const assets = [
  join(folderOf('react'), 'umd/react.production.min.js'),
  join(folderOf('react-dom'), 'umd/react-dom.production.min.js'),
  join(folderOf('graphiql'), 'graphiql.min.js'),
  join(folderOf('graphiql'), 'graphiql.min.css'),
];

const target = new URL('../dist/graphiql/', import.meta.url);
await mkdir(target, { recursive: true });
for (const asset of assets) await cp(asset, new URL(basename(asset), target));
