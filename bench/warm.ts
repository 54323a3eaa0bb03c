import { documents, rate } from './execution.ts';
import { startChild } from './support/children.ts';
import { heading, line, perSecond, times } from './support/print.ts';

/** The same question again and again, while its answer is fresh, against Apollo's defaults executing the same page. */
export async function warm(): Promise<void> {
  heading('The same page of 100 runs with 90 key-values each, asked again while it is fresh, 8 connections');
  const defaults = await startChild(new URL('support/execution-child.ts', import.meta.url), 'defaults');
  const emulator = await startChild(new URL('support/emulator-child.ts', import.meta.url), 'wide');
  const gateway = await startChild(new URL('support/cached-child.ts', import.meta.url), emulator.url);
  const base = await rate(defaults.url, documents.nodes);
  line('Apollo’s defaults, nodes', perSecond(base));
  for (const form of ['nodes', 'table'] as const) {
    const kept = await rate(gateway.url, documents[form]);
    line(`Rungraph, ${form}`, perSecond(kept));
    line(`Rungraph’s ${form}, times the defaults’ nodes`, times(kept / base), 'goal: at least 50 x');
  }
  await Promise.all([defaults, emulator, gateway].map((child) => child.stop()));
}
