import type { CallContext } from '../../src/contract/context.ts';
import type { AimClient } from './client.ts';

/** What reading runs needs. */
export interface RunAccess {
  readonly client: AimClient;
  readonly context: CallContext;
  readonly baseUrl: string;
}
