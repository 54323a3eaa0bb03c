import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { trackers } from '../adapters/registry.ts';
import { configSchema } from '../src/config/json-schema.ts';
import { renderConfigPage } from './config-page.ts';

// Makes rungraph.schema.json, which editors check a config with, and docs/configuration.md, which people read.

const at = (file: string): URL => new URL(`../${file}`, import.meta.url);
writeFileSync(at('rungraph.schema.json'), `${JSON.stringify(configSchema(trackers), null, 2)}\n`);
const page = at('docs/configuration.md');
const options = await resolveConfig(page);
writeFileSync(page, await format(renderConfigPage(trackers), { ...options, parser: 'markdown' }));
