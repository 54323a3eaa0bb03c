import { createAdapter } from '../../../adapters/aim/adapter.ts';
import { aimSettings } from '../../../adapters/aim/config.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import { openHttpClient } from '../../../src/kit/http-client.ts';
import { openSocketClient } from '../../../src/kit/socket-client.ts';
import { quietLog } from '../../support/quiet-scope.ts';

/** The adapter alone, without a gateway. */
export function openAdapter(url: string): Adapter {
  const openHttp = (settings: Parameters<typeof openHttpClient>[0]) => openHttpClient(settings, 4);
  return createAdapter(aimSettings.parse({ url }), {
    openHttp,
    openSocket: openSocketClient,
    now: Date.now,
    log: quietLog,
  });
}
