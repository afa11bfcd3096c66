/**
 * Decodes a body as it arrives.
 * @param onPart called for everything received
 */
export async function* textParts(
  body: ReadableStream<Uint8Array>,
  onPart: () => void,
): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    onPart()
    yield decoder.decode(value, { stream: true })
  }
  yield decoder.decode()
}
