import { documents, rate } from './execution.ts';
import { startChild } from './support/children.ts';
import { hiveDocument, startHive } from './support/hive.ts';
import { heading, line, perSecond, times } from './support/print.ts';

/** The same question again and again, against a gateway of others that keeps answers too. */
export async function hive(): Promise<void> {
  heading(
    'The same page of 100 runs with 90 key-values each, asked again, against Hive Gateway with its response cache',
  );
  const theirs = await startHive();
  await rate(theirs.url, hiveDocument);
  const slow = await rate(theirs.url, hiveDocument);
  line('Hive Gateway and Mesh, from the response cache', perSecond(slow));
  await theirs.stop();
  const emulator = await startChild(new URL('support/emulator-child.ts', import.meta.url), 'wide');
  const gateway = await startChild(new URL('support/cached-child.ts', import.meta.url), emulator.url);
  await rate(gateway.url, documents.nodes);
  const quick = await rate(gateway.url, documents.nodes);
  line('Rungraph, kept answers', perSecond(quick));
  line('Rungraph, times Hive Gateway', times(quick / slow), 'goal: at least 5 x');
  await Promise.all([gateway, emulator].map((child) => child.stop()));
}
