/** An event of a stream. */
export interface ServerSentEvent {
  readonly name: string
  readonly data: string
}

/**
 * Reads server-sent events (HTML standard, section 9.2) in the form in which this service writes them: one line of data
 * per event, and lines that end with a line feed. Blocks without a name or data, such as heartbeats, are skipped.
 * @param onChunk called for everything received, heartbeats included
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onChunk: () => void,
): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    onChunk()
    text += decoder.decode(value, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1]
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (name !== undefined && data !== undefined) yield { name, data }
    }
  }
}
