import { writeFileSync } from 'node:fs';
import { trackers } from '../adapters/registry.ts';
import { configSchema } from '../src/config/json-schema.ts';

// Makes rungraph.schema.json, which editors check a config with.

const target = new URL('../rungraph.schema.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(configSchema(trackers), null, 2)}\n`);
