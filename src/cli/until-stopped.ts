export type StopSignal = 'SIGINT' | 'SIGTERM';

/** Waits for Ctrl-C or a polite request to end; answers which it was. A second one ends the process at once. */
export function untilStopped(): Promise<StopSignal> {
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      process.once('SIGINT', () => process.exit(130));
      process.once('SIGTERM', () => process.exit(143));
      resolve(signal === 'SIGINT' ? signal : 'SIGTERM');
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
