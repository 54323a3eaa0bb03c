import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// A decision says when it was made and what was rejected: else nobody can tell whether it still holds.

const folder = fileURLToPath(new URL('../../docs/decisions/', import.meta.url));
const date = /\b20\d\d-[01]\d-[0-3]\d\b/;

test.each(readdirSync(folder))('%s says when, and what was rejected', (name) => {
  const text = readFileSync(folder + name, 'utf8');
  if (/^_Decided .*_$/m.test(text)) {
    expect(/^_Decided (.*)_$/m.exec(text)?.[1]).toMatch(date);
    expect(text).toMatch(/^## Rejected\n\n- /m);
    return;
  }
  // Many decisions, each with its own.
  const [, ...decisions] = text.split(/^## /m);
  expect(decisions.length).toBeGreaterThan(0);
  for (const decision of decisions) {
    expect(decision.split('\n')[0]).toMatch(date);
    expect(decision).toMatch(/^_Rejected:_ /m);
  }
});
