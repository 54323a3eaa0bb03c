import { describeConformance } from '../../conformance/suite.ts';
import { aimServer } from './target.ts';

// A real server scans every run in Python for every question, so there are fewer of them than of an emulator.
const scale = Number(process.env['LIVE_QUESTIONS'] ?? 1);

describeConformance(aimServer, { questions: 150 * scale, seed: 4 });
