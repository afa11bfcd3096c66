import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

/** The folders that the rules are about. */
const FOLDERS = ['src', 'client', 'web', 'bench', 'tools', 'examples']

/** At least one file that violates each rule, with its imports. */
const PLANTED = {
  'src/domain/knows-a-use-case.ts': ['../application/use-case.ts'],
  'src/domain/knows-node.ts': ['node:crypto'],
  'src/demo/knows-an-adapter.ts': ['../adapters/one/one.ts'],
  'src/adapters/one/knows-the-demo.ts': ['../../demo/demo-event.ts'],
  'src/application/knows-an-adapter.ts': ['../adapters/one/one.ts'],
  'src/application/knows-a-library.ts': ['zod'],
  'src/application/ports/knows-a-use-case.ts': ['../use-case.ts'],
  'src/application/queries/knows-a-command.ts': ['../commands/command.ts'],
  'src/application/event-seats/knows-a-change.ts': ['../changes/change.ts'],
  'src/application/commands/knows-a-command.ts': ['./command.ts'],
  'src/application/changes/knows-a-command.ts': ['../commands/command.ts'],
  'src/application/webhooks/knows-a-command.ts': ['../commands/command.ts'],
  'src/application/best-seats/knows-a-query.ts': ['../queries/query.ts'],
  'src/adapters/one/knows-a-query.ts': ['../../application/queries/query.ts'],
  'src/adapters/one/knows-its-sibling.ts': ['../two/two.ts'],
  'src/adapters/http/limits/knows-a-route.ts': ['../routes/route.ts'],
  'src/adapters/http/server/knows-the-app.ts': ['../app.ts'],
  'src/adapters/http/app-knows-a-new-folder.ts': ['./new/new.ts'],
  'src/adapters/one/knows-the-container.ts': ['../../container.ts'],
  'src/adapters/one/knows-the-wiring.ts': ['../../wiring/tokens.ts'],
  'src/adapters/one/knows-the-settings.ts': ['../../config/settings.ts'],
  'src/batching/knows-an-adapter.ts': ['../adapters/one/one.ts'],
  'src/collections/knows-the-domain.ts': ['../domain/seat.ts'],
  'src/adapters/two/knows-it-is-injected.ts': ['tsyringe'],
  'client/src/knows-the-service.ts': ['../../src/domain/seat.ts'],
  'client/src/knows-node.ts': ['node:crypto'],
  'src/wiring/knows-the-client.ts': ['../../client/src/client.ts'],
  'web/knows-the-service.ts': ['../src/domain/seat.ts'],
  'web/knows-a-library.ts': ['zod'],
  'src/adapters/one/knows-the-pages.ts': ['../../../web/page.ts'],
  'tools/knows-a-test.ts': ['../test/fake.ts'],
  'bench/knows-a-test.ts': ['../test/fake.ts'],
  'examples/shop/knows-the-service.ts': ['../../src/domain/seat.ts'],
  'src/domain/cycle.ts': ['./cycle-back.ts'],
  'src/domain/cycle-back.ts': ['./cycle.ts'],
  'src/adapters/two/dangling.ts': ['./nowhere.ts'],
}

const ALLOWED = {
  'src/domain/seat.ts': [],
  'src/demo/demo-event.ts': ['../domain/seat.ts'],
  'src/application/use-case.ts': ['../domain/seat.ts'],
  'src/application/ports/port.ts': ['../../domain/seat.ts'],
  'src/application/event-seats/seats.ts': ['../ports/port.ts'],
  'src/application/changes/change.ts': ['../ports/port.ts'],
  'src/application/best-seats/chooser.ts': ['../changes/change.ts', '../event-seats/seats.ts'],
  'src/application/queries/query.ts': ['../ports/port.ts', '../event-seats/seats.ts'],
  'src/application/commands/command.ts': [
    '../ports/port.ts',
    '../queries/query.ts',
    '../changes/change.ts',
    '../best-seats/chooser.ts',
  ],
  'src/adapters/http/route.ts': ['../../application/commands/command.ts', 'zod'],
  'src/adapters/one/one.ts': ['../../application/ports/port.ts', 'zod', 'node:crypto'],
  'src/adapters/two/two.ts': ['../../domain/seat.ts'],
  'src/adapters/http/app.ts': ['./server/server.ts', './routes/route.ts'],
  'src/adapters/http/server/server.ts': ['../limits/limit.ts'],
  'src/adapters/http/routes/route.ts': ['../limits/limit.ts'],
  'src/adapters/http/limits/limit.ts': [],
  'src/adapters/http/new/new.ts': [],
  'src/container.ts': ['./wiring/tokens.ts', './adapters/one/one.ts', 'tsyringe'],
  'src/config/settings.ts': [],
  'src/wiring/tokens.ts': ['../adapters/two/two.ts', '../demo/demo-event.ts', 'tsyringe'],
  'client/src/client.ts': ['./api.ts'],
  'client/src/api.ts': [],
  'web/page.ts': ['../client/src/client.ts'],
  'examples/shop/shop.ts': ['../../client/src/client.ts', 'node:http'],
  'test/fake.ts': ['../tools/server.ts'],
  'tools/server.ts': [],
  'client/generate-types.ts': ['../src/container.ts', 'prettier'],
}

interface Report {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string
      readonly rule: { readonly name: string }
    }[]
  }
}

const project = resolve('.')
let folder: string
let violations: string[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-architecture-'))
  for (const [file, imports] of Object.entries({ ...ALLOWED, ...PLANTED })) {
    const path = join(folder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, imports.map((name) => `import '${name}'\n`).join('') + 'export {}\n')
  }
  for (const file of ['tsconfig.json', 'package.json']) {
    writeFileSync(join(folder, file), '{}')
  }
  violations = cruise(folder)
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** @returns each violation as "file: rule" */
function cruise(cwd: string): string[] {
  const program = join(project, 'node_modules/.bin/depcruise')
  const rules = join(project, '.dependency-cruiser.cjs')
  const args = [program, ...FOLDERS, '--config', rules, '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    // The report lists every import of the project. By default, it would be cut off after 1 MiB.
    maxBuffer: Infinity,
  })
  if (stdout === '') throw new Error(stderr)
  const report = JSON.parse(stdout) as Report
  return report.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)
}

describe('the layering rules', () => {
  test('have no violation in this project', () => {
    expect(cruise(project)).toEqual([])
  })

  test.each([
    'src/domain/knows-a-use-case.ts: domain-imports-only-domain',
    'src/domain/knows-node.ts: domain-imports-only-domain',
    'src/demo/knows-an-adapter.ts: demo-imports-only-the-domain',
    'src/adapters/one/knows-the-demo.ts: only-the-wiring-imports-the-demo',
    'src/application/knows-an-adapter.ts: application-imports-only-domain-and-itself',
    'src/application/knows-a-library.ts: application-imports-only-domain-and-itself',
    'src/application/ports/knows-a-use-case.ts: ports-import-only-domain-and-ports',
    'src/application/queries/knows-a-command.ts: queries-import-no-commands',
    'src/application/event-seats/knows-a-change.ts: queries-import-no-commands',
    'src/application/commands/knows-a-command.ts: command-imports-no-command',
    'src/application/changes/knows-a-command.ts: shared-code-imports-no-use-case',
    'src/application/webhooks/knows-a-command.ts: shared-code-imports-no-use-case',
    'src/application/best-seats/knows-a-query.ts: shared-code-imports-no-use-case',
    'src/adapters/one/knows-a-query.ts: driven-adapter-imports-only-ports',
    'src/adapters/one/knows-its-sibling.ts: adapter-imports-no-sibling',
    'src/adapters/http/limits/knows-a-route.ts: http-folders-import-in-order',
    'src/adapters/http/server/knows-the-app.ts: http-folders-import-in-order',
    'src/adapters/http/app-knows-a-new-folder.ts: http-folders-are-in-the-order',
    'src/adapters/one/knows-the-container.ts: adapter-imports-no-wiring',
    'src/adapters/one/knows-the-wiring.ts: adapter-imports-no-wiring',
    'src/adapters/one/knows-the-settings.ts: adapter-imports-no-wiring',
    'src/batching/knows-an-adapter.ts: tools-import-only-themselves',
    'src/collections/knows-the-domain.ts: tools-import-only-themselves',
    'src/adapters/two/knows-it-is-injected.ts: wiring-library-only-in-the-wiring',
    'client/src/knows-the-service.ts: client-imports-only-itself',
    'client/src/knows-node.ts: client-imports-only-itself',
    'src/wiring/knows-the-client.ts: service-imports-no-client',
    'web/knows-the-service.ts: web-imports-only-web-and-the-client',
    'web/knows-a-library.ts: web-imports-only-web-and-the-client',
    'src/adapters/one/knows-the-pages.ts: nothing-imports-web',
    'tools/knows-a-test.ts: tools-and-bench-import-no-tests',
    'bench/knows-a-test.ts: tools-and-bench-import-no-tests',
    'src/domain/cycle-back.ts: no-cycles',
    'src/adapters/two/dangling.ts: no-unresolvable',
  ])('report a planted violation: %s', (violation) => {
    expect(violations).toContain(violation)
  })

  test('report no allowed import', () => {
    const reported = violations.filter((violation) =>
      Object.keys(ALLOWED).some((file) => violation.startsWith(`${file}: `)),
    )
    expect(reported.filter((violation) => !violation.endsWith('no-unresolvable'))).toEqual([])
  })
})

describe('the folders commands and queries', () => {
  test('have only use cases, one in each file, of the same name', () => {
    const files = globSync('src/application/{commands,queries}/*')
    const classes = files.map((file) => [file, ...exportedClasses(readFileSync(file, 'utf8'))])

    expect(files).not.toEqual([])
    expect(classes).toEqual(files.map((file) => [file, pascalCase(basename(file, '.ts'))]))
  })

  function exportedClasses(text: string): string[] {
    return Array.from(text.matchAll(/^export class (\w+)/gm), ([, name = '']) => name)
  }

  function pascalCase(name: string): string {
    return name.replace(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase())
  }
})

describe('the words of the application', () => {
  const FOREIGN = /^(cache[ds]?|caching|lru|bytes?|ticks?|chunks?|https?|etags?)$/

  /** Words of adapters in a text, also in names such as `bytesMax`. */
  function foreignWords(text: string): string[] {
    const words = text.split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])/)
    return words.filter((word) => FOREIGN.test(word.toLowerCase()))
  }

  test('are not those of an adapter', () => {
    const files = globSync('src/application/**/*.ts')
    const found = files.flatMap((file) => foreignWords(`${file} ${readFileSync(file, 'utf8')}`))

    expect(files).not.toEqual([])
    expect(found).toEqual([])
  })

  test('are told from those of an adapter that were planted', () => {
    const planted = 'const ticksUnread = seatBytes.of(ticket) // Cached, sent by HTTP'

    expect(foreignWords(planted)).toEqual(['ticks', 'Bytes', 'Cached', 'HTTP'])
  })
})
