import type { HttpClient, HttpSettings, RateBudget } from '../contract/http.ts';
import type { CallObserver } from '../contract/observer.ts';
import { openHttpClient } from '../kit/http-client.ts';
import { observeClient } from '../kit/observed-client.ts';
import { paceClient } from '../kit/paced-client.ts';

export interface HttpPlace {
  readonly source: string;
  /** How many requests at a time. */
  readonly concurrency: number;
  /** How long one request may take; undefined: as long as its question has. */
  readonly attemptMs?: number | undefined;
  readonly budget: RateBudget;
  /** Left out where nobody counts. */
  readonly observer?: CallObserver | undefined;
}

type HttpLayer = (client: HttpClient, place: HttpPlace) => HttpClient;

/** What stands between an adapter and the network, innermost first. */
const layers: readonly HttpLayer[] = [
  (client, { source, observer }) => observeClient(client, source, observer),
  (client, { source, concurrency, attemptMs, budget }) =>
    paceClient(client, { source, concurrency, attemptMs, budget }),
];

/** Opens connections of a source, with every layer around them. */
export function openHttp(settings: HttpSettings, place: HttpPlace): HttpClient {
  return layers.reduce((client, layer) => layer(client, place), openHttpClient(settings, place.concurrency));
}
