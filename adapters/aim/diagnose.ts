import type { Diagnostic } from '../../src/contract/adapter.ts';
import type { UpstreamContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { AimClient } from './client.ts';

/** Finds out whether Aim 3 answers. Throws what says who answers instead. Answers the server's clock less ours. */
export async function recognise(client: AimClient, context: UpstreamContext): Promise<{ clockSkewMs: number | null }> {
  const { paths, clockSkewMs } = await routesOf(client, context);
  const known = new Set(paths.map((path) => path.replace(/\/$/, '')));
  if (known.has('/runs/search/run') && known.has('/runs/search/metric')) return { clockSkewMs };
  const message = known.has('/data/fetch')
    ? 'An Aim 4 server answers there. It is another product with an API of its own: Rungraph reads servers of Aim 3 alone.'
    : 'What answers there does not search runs as Aim 3 does: is the URL that of an Aim 3 server?';
  throw new RungraphError('PROTOCOL', message, { detail: paths.slice(0, 50).join(' ') });
}

/** What the people who read any server should know. */
export const diagnostics: readonly Diagnostic[] = [
  {
    severity: 'INFO',
    code: 'SUMMARIES_AS_TRACKED',
    message:
      'Where a step of a metric was tracked again, Aim keeps the later value and may go on telling LAST, MIN and MAX of the ' +
      'earlier one: filters and sorts go by those. Where an answer reads the series too, they are told of that.',
    remedy: null,
    subject: null,
  },
];

async function routesOf(client: AimClient, context: UpstreamContext) {
  try {
    return await client.routes(context);
  } catch (error) {
    if ((await client.product(context).catch(() => null)) === 'FastTrackML') {
      throw new RungraphError(
        'PROTOCOL',
        'A FastTrackML server answers there, whose Aim API differs: configure it with `tracker: mlflow` and its URL without /aim.',
        { cause: error },
      );
    }
    throw error;
  }
}
