import { entriesOf, type LossCounts } from './fit/losses.ts';
import { lossWords } from './loss-words.ts';
import type { MoveReport, ReportedModel, ReportedRun } from './report.ts';

/** A report as one page of HTML that needs no other file and no network. */
export function reportPage(report: MoveReport): string {
  const { counts, from, to, plannedAt, lastAt, points, files, bytes, losses, models, runs } = report;
  const cells = [
    ['Runs moved and read back equal', counts.MOVED],
    ['Failed', counts.FAILED],
    ['Left out', counts.SKIPPED],
    ['Not yet', counts.WAITING],
    ['Points', points],
    ['Files', files],
    ['Bytes of files', bytes],
  ] as const;
  const lost = entriesOf(losses).map(
    ([code, { count, examples }]) =>
      `<tr><td><code>${code}</code></td><td class="n">${count}</td><td>${escape(lossWords[code])}<br><small>${examples.map(escape).join('<br>')}</small></td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(from)} to ${escape(to)}</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
td, th { border-bottom: 1px solid #ddd; padding: .3rem .6rem; text-align: left; vertical-align: top; }
.n { text-align: right; }
.FAILED { color: #b00020; }
small { color: #666; }
</style>
</head>
<body>
<h1>${escape(from)} to ${escape(to)}</h1>
<p>Planned ${escape(plannedAt)}${lastAt === null ? '' : `, last written ${escape(lastAt)}`}. A run counts as moved when all of it was read back from the target and was equal to the source, with the losses below applied.</p>
<table>${cells.map(([name, value]) => `<tr><th>${name}</th><td class="n">${value}</td></tr>`).join('')}</table>
<h2>What the target does not hold as it was</h2>
${lost.length === 0 ? '<p>Nothing.</p>' : `<table><tr><th>Loss</th><th>Times</th><th>What it means</th></tr>${lost.join('')}</table>`}
<h2>Runs</h2>
<table><tr><th>Run</th><th>Name</th><th>State</th><th>Copy</th><th>Points</th><th>Files</th><th>Losses</th></tr>
${runs.map(row).join('\n')}
</table>
${models.length === 0 ? '' : modelTable(models)}</body>
</html>
`;
}

function modelTable(models: readonly ReportedModel[]): string {
  const rows = models.map(({ model, name, state, copy, versions, losses, why }) => {
    const told = why ?? lostIn(losses);
    return `<tr><td>${escape(model)}</td><td>${escape(name)}</td><td class="${state}">${state.toLowerCase()}</td><td>${escape(copy ?? '')}</td><td class="n">${versions}</td><td><small>${escape(told)}</small></td></tr>`;
  });
  return `<h2>Registered models</h2>
<table><tr><th>Model</th><th>Name</th><th>State</th><th>Copy</th><th>Versions</th><th>Losses</th></tr>
${rows.join('\n')}
</table>
`;
}

function lostIn(losses: LossCounts): string {
  return entriesOf(losses)
    .map(([code, { count }]) => `${code} ${count}`)
    .join(', ');
}

function row({ run, name, state, copy, points, files, losses, why }: ReportedRun): string {
  const told = why ?? lostIn(losses);
  return `<tr><td>${escape(run)}</td><td>${escape(name ?? '')}</td><td class="${state}">${state.toLowerCase()}</td><td>${escape(copy ?? '')}</td><td class="n">${points}</td><td class="n">${files}</td><td><small>${escape(told)}</small></td></tr>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
