import { transformFile } from '@swc/core';
import { copyFileSync, mkdirSync, readdirSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

// What jest runs before its tests: build/ holds the sources as JavaScript, for the tests that start `rungraph` in a
// process of its own. A start from there costs a third of one that translates on the way.

const root = fileURLToPath(new URL('..', import.meta.url));
const options = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, rewriteRelativeImportExtensions: true },
  module: { type: 'es6' },
};

/** Translates what is newer than its translation. */
export default async function compileCommands() {
  await Promise.all(['src', 'adapters'].flatMap((folder) => filesOf(folder).map(translate)));
  try {
    symlinkSync('../dist/graphiql', `${root}build/graphiql`);
  } catch {
    // It is there.
  }
}

function filesOf(folder) {
  const names = readdirSync(`${root}${folder}`, { recursive: true });
  return names.filter((name) => /\.[jt]s$/.test(name)).map((name) => `${folder}/${name}`);
}

async function translate(name) {
  const [from, to] = [`${root}${name}`, `${root}build/${name.replace(/\.ts$/, '.js')}`];
  const { mtimeMs } = statSync(from);
  if ((statSync(to, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= mtimeMs) return;
  mkdirSync(dirname(to), { recursive: true });
  // Two runs of tests may begin at once: a file is there as a whole or not at all.
  const made = `${to}.${process.pid}`;
  if (name.endsWith('.ts')) writeFileSync(made, (await transformFile(from, options)).code);
  else copyFileSync(from, made);
  renameSync(made, to);
}
