import { textParts } from './text-parts.ts'

/** An event of a stream. */
export interface ServerSentEvent {
  readonly name: string
  readonly data: string
}

/**
 * Reads server-sent events (HTML standard, section 9.2). Events without a name or data are skipped.
 * @param onPart called for everything received, heartbeats included
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onPart: () => void,
): AsyncGenerator<ServerSentEvent> {
  let name = ''
  let data: string[] = []
  for await (const line of linesOf(textParts(body, onPart))) {
    const [field, value] = fieldOf(line)
    if (field === 'event') name = value
    if (field === 'data') data.push(value)
    if (line !== '') continue
    if (name !== '' && data.length > 0) yield { name, data: data.join('\n') }
    name = ''
    data = []
  }
}

/** Lines end with LF, CR or both. Other separators, such as U+2028, are part of the text. */
async function* linesOf(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let unfinished = ''
  let endedWithCr = false
  for await (const part of parts) {
    if (part === '') continue
    const text = endedWithCr && part.startsWith('\n') ? part.slice(1) : part
    endedWithCr = part.endsWith('\r')
    const lines = text.split(/\r\n|\r|\n/)
    lines[0] = unfinished + (lines[0] ?? '')
    unfinished = lines.pop() ?? ''
    yield* lines
  }
}

function fieldOf(line: string): [field: string, value: string] {
  const colon = line.indexOf(':')
  if (colon === -1) return [line, '']
  return [line.slice(0, colon), line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))]
}
