/** The folders of the HTTP adapter. Each imports only itself and the folders before it. */
const HTTP_FOLDERS = [
  'answers',
  'limits',
  'streams',
  'endpoint',
  'page',
  'plans',
  'openapi',
  'routes',
  'docs',
  'server',
]

/**
 * The layering rules. Dependencies point inwards: from the adapters to the application, and from there to the domain.
 * test/architecture.test.ts plants a violation of each rule and checks that it is reported.
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
      name: 'demo-imports-only-the-domain',
      comment: 'The demo event is domain data, without any technology.',
      severity: 'error',
      from: { path: '^src/demo/' },
      to: { pathNot: '^src/(demo|domain)/' },
    },
    {
      name: 'only-the-wiring-imports-the-demo',
      comment: 'The service works without the demo event; only the start-up adds it.',
      severity: 'error',
      from: { path: '^(src|client|web)/', pathNot: '^src/(demo|wiring)/' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'application-imports-only-domain-and-itself',
      comment: 'A use case depends on the domain and its ports, not on the technology behind them.',
      severity: 'error',
      from: { path: '^src/application/' },
      to: { pathNot: '^src/(application|domain)/' },
    },
    {
      name: 'ports-import-only-domain-and-ports',
      comment: 'A port describes what the use cases need, and does not depend on them.',
      severity: 'error',
      from: { path: '^src/application/ports/' },
      to: { path: '^src/application/', pathNot: '^src/application/ports/' },
    },
    {
      name: 'queries-import-no-commands',
      comment: 'A query reads. It does not depend on code that writes.',
      severity: 'error',
      from: { path: '^src/application/(queries|event-seats)/' },
      to: { path: '^src/application/(commands|changes|best-seats)/' },
    },
    {
      name: 'command-imports-no-command',
      comment: 'Each file in commands/ is one use case. What several of them need is in changes/.',
      severity: 'error',
      from: { path: '^src/application/commands/' },
      to: { path: '^src/application/commands/' },
    },
    {
      name: 'shared-code-imports-no-use-case',
      comment: 'The use cases depend on what they share, not the other way round.',
      severity: 'error',
      from: { path: '^src/application/(best-seats|changes|event-seats|webhooks)/' },
      to: { path: '^src/application/(commands|queries)/' },
    },
    {
      name: 'driven-adapter-imports-only-ports',
      comment: 'Only HTTP calls use cases. All other adapters are called through ports.',
      severity: 'error',
      from: { path: '^src/adapters/', pathNot: '^src/adapters/http/' },
      to: { path: '^src/application/', pathNot: '^src/application/ports/' },
    },
    {
      name: 'adapter-imports-no-sibling',
      comment: 'Adapters are combined in the wiring, so each can be replaced on its own.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    ...HTTP_FOLDERS.map((folder, index) => ({
      name: 'http-folders-import-in-order',
      comment: 'A change to a folder affects only the folders after it.',
      severity: 'error',
      from: { path: `^src/adapters/http/${folder}/` },
      to: {
        path: '^src/adapters/http/',
        pathNot: `^src/adapters/http/(${HTTP_FOLDERS.slice(0, index + 1).join('|')})/`,
      },
    })),
    {
      name: 'http-folders-are-in-the-order',
      comment: 'A new folder of the HTTP adapter needs a place in HTTP_FOLDERS.',
      severity: 'error',
      from: { path: '^src/adapters/http/' },
      to: {
        path: '^src/adapters/http/[^/]+/',
        pathNot: `^src/adapters/http/(${HTTP_FOLDERS.join('|')})/`,
      },
    },
    {
      name: 'adapter-imports-no-wiring',
      comment: 'Settings reach an adapter through its constructor.',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^src/([^/]+$|(config|wiring)/)' },
    },
    {
      name: 'tools-import-only-themselves',
      comment: 'Every layer may import them, so they must not lead to another layer.',
      severity: 'error',
      from: { path: '^src/(batching|collections)/' },
      to: { pathNot: '^src/$1/' },
    },
    {
      name: 'wiring-library-only-in-the-wiring',
      comment: 'Classes do not depend on the dependency-injection library.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(container\\.ts|main\\.ts|wiring/)' },
      to: { path: '(^|/)(tsyringe|reflect-metadata)(/|$)' },
    },
    {
      name: 'client-imports-only-itself',
      comment: 'The client is published without the service and without dependencies.',
      severity: 'error',
      from: { path: '^client/src/' },
      to: { pathNot: '^client/src/' },
    },
    {
      name: 'service-imports-no-client',
      comment: 'The client types are generated from the service, not the other way round.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^client/' },
    },
    {
      name: 'web-imports-only-web-and-the-client',
      comment: 'Page code runs in the browser: no service code, and no library.',
      severity: 'error',
      from: { path: '^web/' },
      to: { pathNot: '^(web|client/src)/' },
    },
    {
      name: 'nothing-imports-web',
      comment: 'The service serves the pages as files and never imports them.',
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
      name: 'examples-import-only-the-client',
      comment: 'An example shows what a user of the service writes.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^(src|web|bench|tools|test)/|^client/(?!src/)' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'Rules cannot be checked for imports that do not resolve.',
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
