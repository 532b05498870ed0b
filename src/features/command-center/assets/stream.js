import { headers } from './session.js'

/**
 * @typedef {object} StreamOptions
 * @property {(name: string, data: any) => void} onMessage
 * @property {(state: 'live' | 'lost') => void} onState
 * @property {(status: number) => void} onRefused the credential is not good, or not any more
 */

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000
/** The hub says something every second: after so much silence the connection is dead, whatever the browser believes. */
const SILENCE_MS = 8_000

/**
 * Follows server-sent events by fetch, since EventSource can send no credential but a cookie. It comes back by itself.
 * @param {string} path
 * @param {StreamOptions} options
 * @returns {() => void} ends it
 */
export function follow(path, { onMessage, onState, onRefused }) {
  const ending = new AbortController()
  let pause = FIRST_PAUSE_MS

  async function once() {
    const silence = new AbortController()
    let timer = setTimeout(() => {
      silence.abort()
    }, SILENCE_MS)
    const heard = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        silence.abort()
      }, SILENCE_MS)
    }
    try {
      const response = await fetch(path, { headers: { ...headers(), accept: 'text/event-stream' }, cache: 'no-store',
        signal: AbortSignal.any([ending.signal, silence.signal]) })
      if (response.status === 401 || response.status === 403) {
        onRefused(response.status)
        return true
      }
      if (!response.ok || response.body === null) return false
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      let rest = ''
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return false
        heard()
        const frames = (rest + value).split('\n\n')
        rest = frames.pop() ?? ''
        for (const frame of frames) {
          const { name, data } = read(frame)
          if (name === 'over') {
            onRefused(401)
            return true
          }
          if (data === undefined) continue
          onMessage(name, JSON.parse(data))
          onState('live')
          pause = FIRST_PAUSE_MS
        }
      }
    } finally {
      clearTimeout(timer)
    }
  }

  async function run() {
    while (!ending.signal.aborted) {
      const isOver = await once().catch(() => false)
      if (isOver || ending.signal.aborted) return
      onState('lost')
      await new Promise(resolve => {
        setTimeout(resolve, pause * (0.5 + Math.random() / 2))
      })
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    }
  }
  void run()
  return () => {
    ending.abort()
  }
}

/** @param {string} frame */
function read(frame) {
  let name = 'message'
  /** @type {string | undefined} */
  let data
  for (const line of frame.split('\n')) {
    if (line.startsWith('event: ')) name = line.slice(7)
    else if (line.startsWith('data: ')) data = line.slice(6)
  }
  return { name, data }
}
