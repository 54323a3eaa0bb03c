import { createAdapter } from '../../../adapters/aim/adapter.ts';
import { aimSettings } from '../../../adapters/aim/config.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import { openHttpClient } from '../../../src/kit/http-client.ts';
import { openSocketClient } from '../../../src/kit/socket-client.ts';
import { quietLog } from '../../support/quiet-scope.ts';

/** The adapter alone, without a gateway. */
export function openAdapter(settings: { readonly url: string; readonly server?: string }): Adapter {
  const openHttp = (settings: Parameters<typeof openHttpClient>[0]) => openHttpClient(settings, 4);
  return createAdapter(aimSettings.parse({ url: settings.url, server: settings.server }), {
    openHttp,
    openSocket: openSocketClient,
    now: Date.now,
    log: quietLog,
  });
}
