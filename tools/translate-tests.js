import { register } from 'tsx/esm/api';

// What a thread that runs tests starts with: hooks of the process that translate TypeScript are not those of its threads.
register();
// The runner tells its threads to colour, if only by a level of 0. Commands that tests start would say so on stderr.
delete process.env.FORCE_COLOR;
