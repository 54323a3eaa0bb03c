import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// Makes src/generated/where-parser.js and its types from the grammar of the expression language.

const root = fileURLToPath(new URL('..', import.meta.url));
const types = { Start: 'import("../core/language/syntax.ts").Node | null' };
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/peggy/bin/peggy.js',
    ...['--format', 'es', '--dts', '--return-types', JSON.stringify(types)],
    ...['--output', 'src/generated/where-parser.js', 'src/core/language/where.peggy'],
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
