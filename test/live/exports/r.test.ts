import { serveExports, type ServedExports } from '../../support/serve-exports.ts';
import { serveTwoProjects } from '../../support/access/serve-two-projects.ts';
import { oddRuns } from './odd-runs.ts';
import { pageLines, printed } from './page-lines.ts';

// What docs/exports.md tells users of R to write, run as it stands there.

let served: ServedExports | undefined;

beforeAll(async () => {
  served = await serveExports({ lab: oddRuns });
});

afterAll(async () => {
  await served?.close();
});

const checks = String.raw`
cat(runs$run, "\n")
cat(deparse(runs$name), "\n")
cat(identical(runs$lr, c(0.1, Inf, 5e-324)), identical(runs$acc, c(0.5, 1e300, -Inf)), is.nan(runs$loss), "\n")
cat(class(runs$flag), runs$flag, runs$formula, "\n")
cat(class(runs$startedAt), format(as.numeric(runs$startedAt) * 1000, scientific = FALSE, digits = 13), "\n")
cat(nrow(points), is.nan(points$value[2]), points$value[c(1, 3, 4)], points$step, "\n")
exact <- read.csv(paste0(url, "/runs.csv?columns=params.seed"), colClasses = c(seed = "character"), na.strings = "")
cat(exact$seed, "\n")
`;

test('R reads runs and points by address', async () => {
  const lines = await printed('Rscript', [
    '-e',
    `options(digits = 15)\n${pageLines('r', served?.server.url ?? '')}${checks}`,
  ]);
  expect(lines.map((line) => line.trim())).toEqual([
    'lab/1 lab/2 lab/3',
    String.raw`c("a,\"b\"\nü 🚀", "plain", NA)`,
    'TRUE TRUE TRUE FALSE FALSE',
    'character true false NA =1+1 NA NA',
    'POSIXct POSIXt 1700000000123 1600000000000            NA',
    '4 TRUE 0.5 Inf -Inf 0 1 2 3',
    '1152921504606846977 7 NA',
  ]);
});

test('R with a token', async () => {
  const two = await serveTwoProjects();
  const lines = pageLines('r', two.server.url, 'With a token');
  expect(await printed('Rscript', ['-e', lines], { RUNGRAPH_TOKEN: two.keys.read })).toEqual(['3']);
  await expect(printed('Rscript', ['-e', lines], { RUNGRAPH_TOKEN: 'other' })).rejects.toThrow(/401/);
  await two.close();
});
