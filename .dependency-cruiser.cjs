// The arrows between folders. Imports point one way; what crosses them otherwise fails `npm run arrows`.

const only = (name, from, ...to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|adapters|test|bench|tools)/', pathNot: to },
});

const onlyIn = (name, library, ...places) => ({
  name,
  severity: 'error',
  from: { path: '^(src|adapters)/', pathNot: places },
  to: { path: `node_modules/${library}(/|$)` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: '^src/generated/' },
      to: { circular: true },
    },
    only('contract-depends-on-nothing', '^src/contract/', '^src/contract/'),
    only('disk-sees-the-contract', '^src/disk/', '^src/(disk|contract)/'),
    only('kit-sees-the-contract', '^src/kit/', '^src/(kit|disk|contract)/'),
    only('core-sees-the-contract', '^src/core/', '^src/(core|disk|contract)/', '^src/generated/where-parser\\.'),
    only('graphql-sees-the-core', '^src/graphql/', '^src/(graphql|generated|core|contract)/'),
    // What a part can be told lies in a file of its own beside it.
    only(
      'config-sees-settings',
      '^src/config/',
      '^src/(config|contract)/',
      '^src/(core|kit)/.*settings\\.ts$',
      // A pattern is read where its mistake can be shown.
      '^src/core/names/name-pattern\\.ts$',
    ),
    only('assemble-sees-what-it-assembles', '^src/assemble/', '^src/(assemble|graphql|core|kit|contract)/'),
    // The generated types of the public schema alone.
    only('export-sees-graphql-and-core', '^src/export/', '^src/(export|graphql|generated|core|contract)/'),
    only('server-sees-graphql-and-core', '^src/server/', '^src/(server|export|graphql|core|contract)/'),
    only('cli-sees-the-registry-alone', '^src/cli/', '^src/', '^adapters/registry\\.ts$'),
    only(
      'adapters-see-kit-and-contract',
      '^adapters/([^/]+)/(?!emulator/|sample/|index\\.ts$)',
      '^adapters/$1/',
      '^src/(kit|disk|contract)/',
    ),
    only(
      'emulators-see-their-kit',
      '^adapters/([^/]+)/(emulator/|sample/|index\\.ts$)',
      '^adapters/$1/',
      '^src/(emulator-kit|kit|contract)/',
    ),
    only('the-emulator-kit-sees-the-contract', '^src/emulator-kit/', '^src/(emulator-kit|kit|contract)/'),
    // What a reader and its emulator shared would be misread by both, and every test would pass.
    {
      name: 'emulators-know-no-reader',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/(emulator|sample)/' },
      to: { path: '^adapters/$1/', pathNot: '^adapters/$1/(emulator|sample)/' },
    },
    {
      name: 'readers-know-no-emulator',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/(?!emulator/|sample/|index\\.ts$)' },
      to: { path: '^adapters/$1/(emulator|sample)/' },
    },
    only('registry-sees-the-doors', '^adapters/registry\\.ts$', '^adapters/[^/]+/index\\.ts$', '^src/contract/'),
    {
      name: 'nothing-sees-the-cli',
      severity: 'error',
      from: { path: '^(src/(?!cli/)|adapters/)' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'the-cli-alone-sees-assemble',
      severity: 'error',
      from: { path: '^(src/(?!cli/|assemble/)|adapters/)' },
      to: { path: '^src/assemble/' },
    },
    onlyIn('axios-in-the-kit', 'axios', '^src/kit/'),
    onlyIn('web-sockets-in-the-kit', 'ws', '^src/kit/'),
    onlyIn('redis-in-the-cache', 'ioredis', '^src/core/cache/redis/'),
    onlyIn('apollo-in-graphql-and-server', '@apollo', '^src/(graphql|server)/'),
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { path: '^(test|bench|tools)/' },
    },
    {
      name: 'run-time-dependencies-are-declared',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
