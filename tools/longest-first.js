import TestSequencer from '@jest/test-sequencer';

// Jest begins with the largest files where it knows no times, as after a fresh clone. These small ones take the longest:
// begun last, they would leave the other thread with nothing to do.
const long = [/killed-moves/, /conformance\.test/, /cli\.test/, /rewritten/, /merge\.test/, /page-commands/, /moving/];

/** Orders test files: the long ones, then as jest does. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = long.findIndex((name) => name.test(path));
      return at < 0 ? long.length : at;
    };
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
