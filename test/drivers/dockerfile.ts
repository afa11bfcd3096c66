import { cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

type Stage = readonly { readonly instruction: string; readonly value: string }[]

/** The Dockerfile, read and enacted without a container engine, as far as that goes. */
export class Dockerfile {
  readonly stages: readonly Stage[]
  /** Whether .dockerignore keeps a path out of the build. */
  readonly isIgnored = readDockerignore()

  constructor(text = readFileSync('Dockerfile', 'utf8')) {
    const lines = text
      .replace(/^#.*\n/gm, '')
      .replace(/\\\n/g, '')
      .split('\n')
      .filter(Boolean)
    const stages: { instruction: string; value: string }[][] = []
    for (const line of lines) {
      const [, instruction = '', value = ''] = /^([A-Z]+) +(.*)$/.exec(line) ?? []
      if (instruction === 'FROM') stages.push([])
      stages.at(-1)?.push({ instruction, value })
    }
    this.stages = stages
  }

  get lastStage(): Stage {
    return this.stages.at(-1) ?? []
  }

  /** The value that an instruction of the last stage leaves in force. */
  value(instruction: string): string {
    const found = this.lastStage.findLast((step) => step.instruction === instruction)
    if (!found) throw new Error(`The last stage has no ${instruction}`)
    return found.value
  }

  /** An instruction's command in its exec form. */
  command(instruction: 'CMD' | 'HEALTHCHECK'): string[] {
    return JSON.parse(this.value(instruction).replace(/^.*?(?=\[)/, '')) as string[]
  }

  /** What ENV sets in the last stage. */
  get env(): Record<string, string> {
    const settings = this.lastStage
      .filter(({ instruction }) => instruction === 'ENV')
      .flatMap(({ value }) => value.split(' ').map((pair) => pair.split('=')))
    return Object.fromEntries(settings) as Record<string, string>
  }

  /** Each COPY from the build's context: its sources, and where they go below the working directory. */
  copies(stage: Stage): { readonly sources: string[]; readonly target: string }[] {
    return stage
      .filter(({ instruction, value }) => instruction === 'COPY' && !value.startsWith('--'))
      .map(({ value }) => {
        const words = value.split(' ')
        return { sources: words.slice(0, -1), target: words.at(-1) ?? '' }
      })
  }

  /** Puts into a folder what the image has in its working directory. */
  enact(folder: string): void {
    for (const { sources, target } of this.copies(this.lastStage)) {
      for (const source of sources) {
        const intoFolder = statSync(source).isFile() && target.endsWith('/')
        const to = join(folder, target, intoFolder ? basename(source) : '')
        cpSync(source, to, { recursive: true, filter: (path) => !this.isIgnored(path) })
      }
    }
    for (const path of productionPackages()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      symlinkSync(resolve(path), join(folder, path))
    }
  }
}

/** Only whole names and `*` alone are understood, which is all that the file has. */
function readDockerignore(): (path: string) => boolean {
  const rules = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  return (path) => {
    const [top] = path.split('/')
    const decisive = rules.findLast((rule) => rule === '*' || rule.replace('!', '') === top)
    return decisive !== undefined && !decisive.startsWith('!')
  }
}

/** What `npm ci --omit=dev` puts into node_modules, without the packages that carry a Node, which the image removes. */
function productionPackages(): string[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: true; devOptional?: true }>
  }
  return (
    Object.entries(packages)
      .filter(([path]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path))
      .filter(([, { dev, devOptional }]) => !(dev ?? devOptional))
      .map(([path]) => path)
      // Of what is optional, only what is for this machine.
      .filter((path) => existsSync(path) && !path.startsWith('node_modules/node-'))
  )
}
