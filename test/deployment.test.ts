import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { readConfig, settings } from '../src/config.ts'
import { ServiceProcess } from '../tools/servers/service-process.ts'
import { startCommand } from '../tools/servers/start-command.ts'
import { Dockerfile } from './drivers/dockerfile.ts'

interface ComposeService {
  readonly image?: string
  readonly build?: string
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly environment?: Readonly<Record<string, string | number | null>>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: object
  readonly stop_grace_period?: string
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly mem_limit?: string
}

const DIGEST = /sha256:[\da-f]{64}/

const KNOWN_VARIABLES = [...Object.keys(settings.shape), 'NODE_ENV']
const DEFAULTS = readConfig({})

const dockerfile = new Dockerfile()
const start = startCommand()
const composeText = readFileSync('compose.yaml', 'utf8')
const compose = parse(composeText, { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>
  readonly volumes: Readonly<Record<string, unknown>>
}
const balancer = readFileSync('deploy/haproxy.cfg', 'utf8')

let service: ServiceProcess | undefined
afterEach(async () => {
  await service?.stop()
  service = undefined
})

describe('the image', () => {
  test('has the Node version of the project, pinned by digest', () => {
    const [nodeMajor] = process.versions.node.split('.')
    const images = dockerfile.stages.map(([from]) => from?.value.split(' ')[0])

    expect(new Set(images).size).toBe(1)
    expect(images[0]).toMatch(new RegExp(`^node:${nodeMajor}\\.\\d+\\.\\d+-slim@${DIGEST.source}$`))
  })

  test('copies only files that exist and that .dockerignore allows', () => {
    const sources = dockerfile.stages
      .flatMap((stage) => dockerfile.copies(stage))
      .flatMap((copy) => copy.sources)

    expect(sources).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'src']))
    expect(sources.filter((path) => !existsSync(path) || dockerfile.isIgnored(path))).toEqual([])
  })

  test.each(['.git', '.env', 'node_modules', 'data', 'test'])('is built without %s', (path) => {
    expect(dockerfile.isIgnored(path)).toBe(true)
  })

  test('installs optional packages (the bundler is one), except the packaged Node', () => {
    const [install] = dockerfile.stages
      .flat()
      .filter(({ instruction, value }) => instruction === 'RUN' && value.startsWith('npm ci'))

    expect(install?.value).toBe(
      'npm ci --omit=dev && rm -r node_modules/node-linux-* node_modules/.bin/node',
    )
  })

  test('does not run as root', () => {
    expect(dockerfile.value('USER')).toBe('node')
  })

  test('runs the command of `npm start`, with another folder for compiled code', () => {
    const compiled = { NODE_COMPILE_CACHE: start.env['NODE_COMPILE_CACHE'] }

    expect(dockerfile.command('CMD')).toEqual(['node', ...start.nodeOptions, start.program])
    expect({ ...dockerfile.env, ...compiled }).toMatchObject(start.env)
  })

  test('sets only variables that are settings or set by `npm start`', () => {
    const known = [...KNOWN_VARIABLES, ...Object.keys(start.env)]

    expect(known).toEqual(expect.arrayContaining(Object.keys(dockerfile.env)))
  })

  test('keeps its data on the volume', () => {
    expect(dockerfile.env['DATA_DIR']).toBe(dockerfile.value('VOLUME'))
  })

  test('starts from its own files and packages, books a seat and serves the seat map', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'image-'))
    try {
      dockerfile.enact(folder)
      const env = { ...dockerfile.env, DATA_DIR: join(folder, 'data'), STORE: '' }
      service = await ServiceProcess.start(env, { cwd: folder, main: start.program })

      expect((await service.book(1)).status).toBe(200)
      expect((await fetch(service.url)).status).toBe(200)
    } finally {
      await service?.stop()
      rmSync(folder, { recursive: true })
    }
  })

  test('has a health check that passes while the service runs and fails after it has stopped', async () => {
    service = await ServiceProcess.start()
    const { port } = new URL(service.url)

    expect(await exitCode(dockerfile.command('HEALTHCHECK'), { PORT: port })).toBe(0)

    await service.stop()
    expect(await exitCode(dockerfile.command('HEALTHCHECK'), { PORT: port })).toBe(1)
  })

  test('has a health check that requests ADMIN_PORT if it is set', async () => {
    service = await ServiceProcess.start({ ADMIN_PORT: '0' })
    const { port } = new URL(service.adminUrl)

    expect(await exitCode(dockerfile.command('HEALTHCHECK'), { PORT: '1', ADMIN_PORT: port })).toBe(
      0,
    )
  })
})

describe('compose.yaml', () => {
  const { services, volumes } = compose
  const holdfast = services['holdfast']
  const environment = Object.fromEntries(
    Object.entries(holdfast?.environment ?? {}).map(([name, value]) => [name, asDeployed(value)]),
  )

  test('sets only settings, to allowed values', () => {
    expect(KNOWN_VARIABLES).toEqual(expect.arrayContaining(Object.keys(environment)))
    expect(() => readConfig(environment)).not.toThrow()
  })

  test('has URLs with the names of its services', () => {
    const urls = Object.values(environment).filter((value) => value.includes('://'))

    expect(urls).toHaveLength(2)
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining(urls.map((url) => new URL(url).hostname)),
    )
  })

  test('waits only for services that have a health check', () => {
    const waits = Object.values(services).flatMap(({ depends_on }) =>
      Object.entries(depends_on ?? {}),
    )

    expect(waits.length).toBeGreaterThan(0)
    for (const [name, { condition }] of waits) {
      expect(condition).toBe('service_healthy')
      expect(services[name]?.healthcheck ?? services[name]?.build).toBeDefined()
    }
  })

  test('pins every image to a version and a digest, and mounts only paths that exist', () => {
    const pinned = new RegExp(`^\\w+:\\d+(\\.\\d+)+(-alpine)?@${DIGEST.source}$`)
    for (const { image, build, volumes: mounts = [] } of Object.values(services)) {
      if (build === undefined) expect(image).toMatch(pinned)
      for (const [source = ''] of mounts.map((mount) => mount.split(':'))) {
        expect(source in volumes || existsSync(source)).toBe(true)
      }
    }
  })

  test.each(Object.entries(services))(
    'restricts the permissions and memory of %s',
    (_name, service) => {
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        mem_limit: expect.stringMatching(/^\d+[mg]$/),
      })
    },
  )

  test('has no default password, and says where to set one', () => {
    const uses = composeText.match(/\$\{?\w*PASSWORD[^}]*\}?/g)

    expect(uses).toHaveLength(2)
    for (const use of uses ?? []) {
      expect(use).toBe('${POSTGRES_PASSWORD:?Set it in a file named .env, see docs/deployment.md}')
    }
  })

  test('gives an instance more time to stop than it needs', () => {
    const { SHUTDOWN_DELAY_MS, SHUTDOWN_GRACE_MS } = readConfig(environment)

    expect(milliseconds(holdfast?.stop_grace_period)).toBeGreaterThan(
      SHUTDOWN_DELAY_MS + SHUTDOWN_GRACE_MS,
    )
  })
})

describe('the balancer', () => {
  const [, checkedPath = ''] = /option httpchk GET (\S+)/.exec(balancer) ?? []
  const [, host = '', port = ''] = /server-template holdfast- \d+ (\w+):(\d+)/.exec(balancer) ?? []
  const [, checkIntervalMs, checks] = /check inter (\d+s) fall (\d+)/.exec(balancer) ?? []

  test('publishes the port for buyers to all machines, the port for operators to its own machine', () => {
    const [buyers, operators] = balancer.matchAll(/bind :(\d+)/g).map(([, bound]) => bound)

    expect(compose.services['balancer']?.ports).toEqual([
      `${buyers}:${buyers}`,
      `127.0.0.1:${operators}:${operators}`,
    ])
  })

  test('sends requests of operators to ADMIN_PORT', () => {
    const [, adminHost = '', adminPort] =
      /server-template admin- \d+ (\w+):(\d+)/.exec(balancer) ?? []

    expect(compose.services[adminHost]?.build).toBe('.')
    expect(Number(adminPort)).toBe(compose.services[adminHost]?.environment?.['ADMIN_PORT'])
  })

  test('sends requests of buyers to PORT', () => {
    expect(compose.services[host]?.build).toBe('.')
    expect([port, dockerfile.value('EXPOSE')]).toEqual([`${DEFAULTS.PORT}`, `${DEFAULTS.PORT}`])
  })

  test('is the one proxy that the instances trust, and the only way to reach them', () => {
    const { ports, environment } = compose.services['holdfast'] ?? {}

    expect(balancer).toMatch(/^ {2}option forwardfor$/m)
    expect(environment?.['TRUST_PROXY']).toBe(1)
    expect(ports).toBeUndefined()
  })

  test('checks the health of instances by a path that the service has', async () => {
    service = await ServiceProcess.start()

    expect((await fetch(service.url + checkedPath)).status).toBe(200)
  })

  test('detects a stopping instance before it refuses connections', () => {
    const delayMs = Number(compose.services['holdfast']?.environment?.['SHUTDOWN_DELAY_MS'])

    expect(delayMs).toBeGreaterThan(Number(checks) * milliseconds(checkIntervalMs))
  })

  test('closes remaining connections before it is killed', () => {
    const [, hardStop] = /hard-stop-after (\d+s)/.exec(balancer) ?? []
    const graceMs = milliseconds(compose.services['balancer']?.stop_grace_period)

    expect(graceMs).toBeGreaterThan(milliseconds(hardStop))
  })
})

/** A value as it is with only the required variables set. */
function asDeployed(value: string | number | null): string {
  return `${value ?? ''}`.replace(/\$\{\w+:\?[^}]*\}/g, 'a-password')
}

function milliseconds(seconds: string | undefined): number {
  return Number(/^(\d+)s$/.exec(seconds ?? '')?.[1]) * 1_000
}

async function exitCode(
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number | null> {
  const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`
  const child = spawn(program, args, { env: { PATH, ...env } })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}
