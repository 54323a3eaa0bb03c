import { emptyRepo } from './repos.ts';
import { startAim, startAimServer } from './servers.ts';

/** `aim server`, which is written to, and `aim up`, which is read from, over one repo. */
export interface AimPair {
  readonly folder: string;
  /** What a config says of it. */
  readonly config: { readonly tracker: 'aim'; readonly url: string; readonly server: string };
  /** Ends `aim server` at once, and starts it anew at the same address. */
  killServer(): Promise<void>;
  /** The same with `aim up`, which then looks at every run again. */
  restartUp(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPair(): Promise<AimPair> {
  const repo = emptyRepo();
  const up = await startAim(repo.folder);
  const server = await startAimServer(repo.folder);
  return {
    folder: repo.folder,
    config: { tracker: 'aim', url: up.url, server: server.url.replace('http:', 'aim:') },
    killServer: () => server.restart(),
    restartUp: () => up.restart(),
    async stop() {
      await server.stop();
      await up.stop();
      repo.remove();
    },
  };
}
