import type { UpstreamContext } from '../contract/context.ts';
import { RungraphError, isRungraphError } from '../contract/error.ts';

/** Lets so many requests run at a time. No question and no project takes every slot, so that slow ones do not stop others. */
export interface FairQueue {
  /** Waits for a slot; answers how to give it back, which may be called twice. Rejects with the signal's reason. */
  enter(asker: Asker): Promise<() => void>;
}

export type Asker = Pick<UpstreamContext, 'traceId' | 'project' | 'signal'>;

export interface Slots {
  readonly total: number;
  /** The most that one question gets. */
  readonly perQuestion: number;
  /** The most that all questions about one project get. */
  readonly perProject: number;
}

interface Waiting {
  readonly project: string | null;
  readonly start: () => void;
}

interface Question {
  running: number;
  readonly waiting: Waiting[];
}

/** Free slots go round the questions, one each. */
export function openFairQueue({ total, perQuestion, perProject }: Slots): FairQueue {
  const questions = new Map<string, Question>();
  const projects = new Map<string, number>();
  let running = 0;

  function count(project: string | null, change: number): void {
    if (project === null) return;
    const now = (projects.get(project) ?? 0) + change;
    if (now === 0) projects.delete(project);
    else projects.set(project, now);
  }

  /** The first in line whose project has a slot left. */
  function nextOf({ running: own, waiting }: Question): Waiting | undefined {
    if (own >= perQuestion) return undefined;
    return waiting.find(({ project }) => project === null || (projects.get(project) ?? 0) < perProject);
  }

  function startNext(): void {
    for (const [name, question] of questions) {
      if (running >= total) return;
      const next = nextOf(question);
      if (next === undefined) continue;
      question.waiting.splice(question.waiting.indexOf(next), 1);
      // The question goes to the end of the round.
      questions.delete(name);
      questions.set(name, question);
      next.start();
    }
  }

  function forget(name: string, question: Question): void {
    if (question.running === 0 && question.waiting.length === 0) questions.delete(name);
  }

  return {
    enter({ traceId, project, signal }) {
      const question = questions.get(traceId) ?? { running: 0, waiting: [] };
      questions.set(traceId, question);
      return new Promise((resolve, reject) => {
        const change = (by: 1 | -1): void => {
          running += by;
          question.running += by;
          count(project, by);
        };
        const start = (): void => {
          signal.removeEventListener('abort', giveUp);
          change(1);
          let left = false;
          resolve(() => {
            if (left) return;
            left = true;
            change(-1);
            forget(traceId, question);
            startNext();
          });
        };
        const waiting: Waiting = { project, start };
        const giveUp = (): void => {
          question.waiting.splice(question.waiting.indexOf(waiting), 1);
          forget(traceId, question);
          reject(
            isRungraphError(signal.reason) ? signal.reason : new RungraphError('CANCELLED', 'Nobody waits for this.'),
          );
        };
        question.waiting.push(waiting);
        if (signal.aborted) {
          giveUp();
          return;
        }
        signal.addEventListener('abort', giveUp, { once: true });
        startNext();
      });
    },
  };
}
