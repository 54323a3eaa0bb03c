import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// What `npm ci` and `npm pack` run: the compiled package, ready to be used from dist/.

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (script, ...args) => {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

// The page's scripts stay until newer ones lie over them: a server that runs from the sources reads them meanwhile.
for (const part of ['src', 'adapters'])
  rmSync(new URL(`../dist/${part}`, import.meta.url), { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
// The compiler copies no JavaScript.
const parser = 'src/generated/where-parser.js';
copyFileSync(new URL(`../${parser}`, import.meta.url), new URL(`../dist/${parser}`, import.meta.url));
run('tools/copy-graphiql.js');
chmodSync(new URL('../dist/src/cli/main.js', import.meta.url), 0o755);
