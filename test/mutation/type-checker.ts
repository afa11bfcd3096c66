import { resolve } from 'node:path'

import ts from 'typescript'

/** Checks the types of a source that was changed in memory. */
export class TypeChecker {
  readonly #changed = new Map<string, string>()
  readonly #service: ts.LanguageService
  #version = 0

  constructor(sources: readonly string[]) {
    const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as {
      config: unknown
    }
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
    this.#service = ts.createLanguageService({
      fileExists: (path) => ts.sys.fileExists(path),
      readFile: (path) => ts.sys.readFile(path),
      directoryExists: (path) => ts.sys.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
      getCompilationSettings: () => options,
      getScriptFileNames: () => sources.map((path) => resolve(path)),
      getScriptVersion: (path) => (this.#changed.has(path) ? String(this.#version) : '0'),
      getScriptSnapshot: (path) => {
        const text = this.#changed.get(path) ?? ts.sys.readFile(path)
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
      },
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      getCurrentDirectory: () => resolve('.'),
    })
  }

  /** @returns whether the source compiles with `text` in the place of its own */
  compiles(source: string, text: string): boolean {
    const path = resolve(source)
    this.#changed.set(path, text)
    this.#version += 1
    try {
      return (
        this.#service.getSyntacticDiagnostics(path).length === 0 &&
        this.#service.getSemanticDiagnostics(path).length === 0
      )
    } finally {
      this.#changed.delete(path)
    }
  }
}
