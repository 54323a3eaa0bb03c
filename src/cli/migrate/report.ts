import { writeFile } from 'node:fs/promises';
import { ledgerOf, readLedger } from '../../core/migrate/ledger.ts';
import { readPlan } from '../../core/migrate/plan-file.ts';
import { reportPage } from '../../core/migrate/report-page.ts';
import { makeReport } from '../../core/migrate/report.ts';
import { notWritten } from '../../disk/not-written.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { bytes, count, renderReport } from './render.ts';
import { told } from './told.ts';

/** `rungraph migrate report`: what was moved, what was lost and what failed. */
export function report(file: string, { json, html }: { json?: true; html?: string }): Promise<ExitCode> {
  return told(async () => {
    const made = await read(file);
    if (html !== undefined) await writePage(html, reportPage(made));
    process.stdout.write(`${json ? JSON.stringify(made, null, 2) : renderReport(made)}\n`);
    if (html !== undefined) process.stderr.write(`The page is ${html}.\n`);
    return made.counts.FAILED === 0 ? exitCodes.ok : exitCodes.failed;
  });
}

/** `rungraph migrate status`: how far it is. */
export function status(file: string, { json }: { json?: true }): Promise<ExitCode> {
  return told(async () => {
    const { runs, losses: _told, ...head } = await read(file);
    const { MOVED, FAILED, SKIPPED, WAITING } = head.counts;
    const line = `${MOVED} of ${count(runs.length, 'run')} moved, ${FAILED} failed, ${SKIPPED} left out, ${WAITING} to come; ${count(head.points, 'point')}, ${count(head.files, 'file')}, ${bytes(head.bytes)}`;
    process.stdout.write(
      `${json ? JSON.stringify(head, null, 2) : `${line}${head.lastAt === null ? '' : `; last line ${head.lastAt}`}`}\n`,
    );
    return exitCodes.ok;
  });
}

async function writePage(file: string, page: string): Promise<void> {
  try {
    await writeFile(file, page);
  } catch (error) {
    throw notWritten(file, error);
  }
}

async function read(file: string) {
  return makeReport(await readPlan(file), await readLedger(ledgerOf(file)));
}
