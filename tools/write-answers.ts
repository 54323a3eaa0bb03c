import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { serveSamples } from '../test/support/samples.ts';
import { blocksOf } from '../test/docs/page.ts';

// Writes below each question of a page what the demo answers, where the page shows an answer: tsx tools/write-answers.ts PAGE …

const served = await serveSamples();
for (const page of process.argv.slice(2)) {
  const lines = readFileSync(page, 'utf8').split('\n');
  const blocks = blocksOf(lines.join('\n'));
  // From the end on, so that the places of those before stay.
  for (const [at, { info, line, text }] of [...blocks.entries()].reverse()) {
    const question = blocks[at - 1];
    if (info !== 'json answer' || question?.info !== 'graphql') continue;
    const { data, errors } = await served.gateway.execute(question.text);
    if (errors !== undefined) throw new Error(`${page}, line ${question.line}: ${JSON.stringify(errors)}`);
    lines.splice(line, text.split('\n').length - 1, JSON.stringify(data));
  }
  const options = await resolveConfig(page);
  writeFileSync(page, await format(lines.join('\n'), { ...options, filepath: page }));
}
await served.close();
