import { describeTargets } from '../conformance/suite.ts';
import { targets } from './targets.ts';

describeTargets(targets);
