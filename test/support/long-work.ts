/** A script that does work which is long enough for a thread, and prints how many were sent there and what came out. */
export function longWork(openWorkers: string): string {
  return `
    const { openWorkers } = await import(${JSON.stringify(openWorkers)});
    const workers = openWorkers(1);
    const work = workers.forRequest(new AbortController().signal);
    const column = Float64Array.from({ length: 8000 }, (_value, at) => Math.sin(at));
    const { points } = await work('paretoFront', [column, column.map((value) => -value)], [true, true], null);
    process.stdout.write(workers.sent() + ' ' + points.length);
    await workers.close();`;
}

export const longWorkDone = '1 8000';
