import { fork, type ChildProcess } from 'node:child_process';

/** Something that serves in a process of its own, so that what is measured shares no event loop with who measures. */
export interface Child {
  readonly url: string;
  /** What the child answers to a question: see `answerQuestions`. */
  ask(question: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a module that calls `serveChild`. */
export async function startChild(module: URL, argument: unknown): Promise<Child> {
  const child: ChildProcess = fork(module, [JSON.stringify(argument)], { execArgv: ['--import', 'tsx'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(typeof message === 'string' ? message : ''));
    child.once('exit', (code) => reject(new Error(`${module.pathname} ended with ${String(code)}`)));
  });
  return {
    url,
    ask: (question) =>
      new Promise((resolve) => {
        child.once('message', resolve);
        child.send(question);
      }),
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}

/** In the child: starts serving, and tells the parent where. */
export async function serveChild(start: (argument: unknown) => Promise<string>): Promise<void> {
  const argument: unknown = JSON.parse(process.argv[2] ?? 'null');
  process.send?.(await start(argument));
}

/** In the child: answers what the parent asks beside requests, such as what was measured. */
export function answerQuestions(answer: (question: unknown) => unknown): void {
  process.on('message', (question) => {
    void Promise.resolve(answer(question)).then((told) => process.send?.(told));
  });
}
