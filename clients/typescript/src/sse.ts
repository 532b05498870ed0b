/** One event of a stream, or a sign of life that only moves the reader's position. */
export interface StreamEvent {
  id: string | undefined
  /** Undefined for a sign of life. */
  data: string | undefined
}

export interface StreamReader {
  /** Takes the next piece of the text, which may end anywhere. */
  push(text: string): StreamEvent[]
  /** What the server wants to be waited for before the next connection. */
  readonly retryMs: number | undefined
}

/** Reads server-sent events (WHATWG HTML, section 9.2). */
export function createStreamReader(): StreamReader {
  let rest = ''
  let id: string | undefined
  let data: string[] = []
  let isTouched = false
  let retryMs: number | undefined

  function take(line: string): StreamEvent | undefined {
    if (line === '') {
      const event = isTouched ? { id, data: data.length > 0 ? data.join('\n') : undefined } : undefined
      data = []
      isTouched = false
      return event
    }
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (name === 'data') data.push(value)
    else if (name === 'id' && !value.includes('\0')) id = value
    else if (name === 'retry' && /^\d+$/.test(value)) retryMs = Number(value)
    if (name === 'data' || name === 'id') isTouched = true
    return undefined
  }

  return {
    push(text) {
      rest += text
      const lines = rest.split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      return lines.flatMap(line => take(line) ?? [])
    },
    get retryMs() {
      return retryMs
    }
  }
}
