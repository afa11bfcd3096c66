import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'

import { startCommand } from '../tools/servers/start-command.ts'

/** Each command with options, and what it must refuse before it starts anything. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  backup: ['--no-such-option'],
  bench: ['--rounds x'],
  'bench:curves': ['--only nothing'],
  'bench:guard': ['--no-such-option'],
  'bench:profile': ['memory own --seconds x', 'memory own --top x'],
  load: ['--store nothing'],
  mutate: ['--no-such-option', 'domain src/domain/no-such-source.ts'],
  plan: ['rows --rows x'],
  simulate: ['--no-such-option', '--schedules x', '--schedules 0', '--threads 0', '--seconds x'],
  soak: ['--changes x'],
  torture: ['--seed x', '--seconds x'],
  'torture:ha': ['nothing'],
}

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
}

function run(name: string, line: string) {
  const file = /node (\S+\.ts)$/.exec(scripts[name] ?? '')?.[1] ?? ''
  return spawnSync(process.execPath, [file, ...line.split(' ')], {
    encoding: 'utf8',
    env: { ...startCommand().env, PATH: process.env['PATH'] },
  })
}

describe.each(Object.entries(COMMANDS))('npm run %s', (name, wrong) => {
  test('prints its usage with --help', () => {
    const { status, stdout, stderr } = run(name, '--help')

    expect(stderr).toBe('')
    expect(stdout).toMatch(new RegExp(`^Usage: npm run (--silent )?${name}\\b`))
    expect(status).toBe(0)
  })

  test.each(wrong)('refuses %s, and says why', (line) => {
    const { status, stdout, stderr } = run(name, line)

    expect(stdout + stderr).not.toMatch(/^ +at /m)
    expect(stdout + stderr).not.toBe('')
    expect(status).toBeGreaterThan(0)
  })
})
