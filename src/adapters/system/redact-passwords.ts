/** Shorter passwords would match unrelated text, and the gaps would reveal them. */
const LENGTH_MIN = 4

/**
 * Returns a function that removes the passwords of these URLs from a text. Messages of this program contain none, but a
 * server may quote a refused command with its password.
 */
export function redactPasswords(urls: readonly (string | undefined)[]): (text: string) => string {
  const passwords = urls
    .flatMap((url = '') => passwordsIn(url))
    .flatMap((password) => [password, decoded(password), decoded(password.replaceAll('+', ' '))])
    .filter(({ length }) => length >= LENGTH_MIN)
  return (text) => passwords.reduce((rest, password) => rest.replaceAll(password, '***'), text)
}

/** The text between the user name and the last @, and the value of every parameter whose name ends in "password". */
function passwordsIn(url: string): string[] {
  const [, beforeHost] = /:\/\/[^:@/]*:(.+)@/s.exec(url) ?? []
  const parameters = url.matchAll(/[?&]\w*password=([^&#]+)/gi)
  return [beforeHost ?? '', ...Array.from(parameters, ([, value]) => value ?? '')]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
