/**
 * The rules of the hexagon. Arrows point inwards: adapters to the application, the application to the domain.
 * test/architecture.test.ts plants a violation of each rule and sees it reported.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'domain-imports-only-domain',
      comment: 'The domain is pure: no framework, no library, not even Node.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'application-imports-only-domain-and-itself',
      comment: 'A use case knows the domain and its ports, not the technology behind them.',
      severity: 'error',
      from: { path: '^src/application/' },
      to: { pathNot: '^src/(application|domain)/' },
    },
    {
      name: 'ports-import-only-domain-and-ports',
      comment: 'What the use cases need from outside is said without them.',
      severity: 'error',
      from: { path: '^src/application/ports/' },
      to: { path: '^src/application/', pathNot: '^src/application/ports/' },
    },
    {
      name: 'queries-import-no-commands',
      comment: 'What only reads needs nothing of what changes.',
      severity: 'error',
      from: { path: '^src/application/queries/' },
      to: { path: '^src/application/commands/' },
    },
    {
      name: 'adapter-imports-no-sibling',
      comment:
        'Adapters meet in the wiring only, so each can be replaced without touching another.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'adapter-imports-no-wiring',
      comment: 'Settings reach an adapter through its constructor.',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^src/([^/]+$|wiring/)' },
    },
    {
      name: 'tools-import-only-themselves',
      comment: 'Whoever may import them must not come to something else through them.',
      severity: 'error',
      from: { path: '^src/(batching|collections)/' },
      to: { pathNot: '^src/$1/' },
    },
    {
      name: 'wiring-library-only-in-the-wiring',
      comment: 'No class knows that it is injected.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(container\\.ts|main\\.ts|wiring/)' },
      to: { path: '(^|/)(tsyringe|reflect-metadata)(/|$)' },
    },
    {
      name: 'client-imports-only-itself',
      comment: 'Callers get the client without the service, and without any library.',
      severity: 'error',
      from: { path: '^client/src/' },
      to: { pathNot: '^client/src/' },
    },
    {
      name: 'service-imports-no-client',
      comment: 'The types of the client are made of the service, and not the other way round.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^client/' },
    },
    {
      name: 'web-imports-only-web-and-the-client',
      comment: 'A browser has none of the service, and gets no library unless somebody decides so.',
      severity: 'error',
      from: { path: '^web/' },
      to: { pathNot: '^(web|client/src)/' },
    },
    {
      name: 'nothing-imports-web',
      comment: 'The service reads it as files, and sends them to browsers.',
      severity: 'error',
      from: { path: '^(src|client)/' },
      to: { path: '^web/' },
    },
    {
      name: 'tools-and-bench-import-no-tests',
      comment: 'The tests share the tools; the benchmark runs without the tests.',
      severity: 'error',
      from: { path: '^(tools|bench)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'A rule cannot judge an import that it cannot follow.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
