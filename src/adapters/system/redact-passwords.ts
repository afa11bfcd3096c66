/** Shorter ones would be found all over a text, and give themselves away by what is missing. */
const LENGTH_MIN = 4

/**
 * Makes a function that takes the passwords of these URLs out of a text. No message of ours has one in it; a server
 * may repeat a command that it refuses, password and all.
 */
export function redactPasswords(urls: readonly (string | undefined)[]): (text: string) => string {
  const passwords = urls
    .flatMap((url = '') => passwordsIn(url))
    .flatMap((password) => [password, decoded(password), decoded(password.replaceAll('+', ' '))])
    .filter(({ length }) => length >= LENGTH_MIN)
  return (text) => passwords.reduce((rest, password) => rest.replaceAll(password, '***'), text)
}

/** Whatever stands between the user name and the last @, and every parameter that is called a password. */
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
