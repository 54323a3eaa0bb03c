import { printSchema } from 'graphql';

/** A codegen plugin: the whole schema as one TypeScript constant, so that nothing is read from disk at run time. */
export function plugin(schema) {
  const sdl = printSchema(schema).replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  return `/** Made from schema/ by \`npm run codegen\`. */\nexport const sdl = \`${sdl}\n\`;\n`;
}
