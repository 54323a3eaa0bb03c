import type { CallContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { AimClient } from './client.ts';

/** Finds out whether Aim 3 answers. Throws what says who answers instead. Answers the server's clock less ours. */
export async function recognise(client: AimClient, context: CallContext): Promise<{ clockSkewMs: number | null }> {
  const { paths, clockSkewMs } = await routesOf(client, context);
  const known = new Set(paths.map((path) => path.replace(/\/$/, '')));
  if (known.has('/runs/search/run') && known.has('/runs/search/metric')) return { clockSkewMs };
  throw new RungraphError(
    'UNSUPPORTED',
    'The server does not search runs as Aim 3 does: Aim 4 is another product, and Rungraph reads Aim 3.',
    { detail: paths.slice(0, 50).join(' ') },
  );
}

async function routesOf(client: AimClient, context: CallContext) {
  try {
    return await client.routes(context);
  } catch (error) {
    if ((await client.product(context).catch(() => null)) === 'FastTrackML') {
      throw new RungraphError(
        'UNSUPPORTED',
        'A FastTrackML server answers there, whose Aim API differs: configure it as a tracker that speaks MLflow.',
        { cause: error },
      );
    }
    throw error;
  }
}
