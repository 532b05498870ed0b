import { setTimeout as wait } from 'node:timers/promises'
import type { components } from '../../contract/types.ts'
import { clock } from '../clock.ts'
import { type Command, CommandError, textOption, UsageError } from '../command.ts'
import { apiOptions, apiUsage, type HubAddress, hubAddress, refusalOf } from '../hub-api.ts'

type Event = components['schemas']['Event']

const filters = ['type', 'system', 'resource', 'subject', 'since', 'after'] as const
const AGAIN_MS = 1_000

export const tail: Command = {
  summary: 'show events as they happen, until Ctrl-C (scope events:read)',
  usage: [
    ['--type <type,...>', 'only these, such as complaint.created'],
    ['--system <id>', 'only of this system'],
    ['--resource <name>', 'only about records of this resource'],
    ['--subject <id>', 'only about this record'],
    ['--since <time>', 'begin with what became known then; with what happens now when left out'],
    ['--after <id>', 'begin after this event'],
    ['--limit <number>', 'end after so many'],
    ['--json', 'each event as it is, one a line'],
    ...apiUsage
  ],
  options: { ...Object.fromEntries(filters.map(name => [name, { type: 'string' as const }])), limit: { type: 'string' },
    json: { type: 'boolean' }, ...apiOptions },
  async run(options, { env, write }) {
    const limit = textOption(options, 'limit') ?? 'Infinity'
    if (!/^([1-9]\d*|Infinity)$/.test(limit)) throw new UsageError('--limit must be a number')
    const address = hubAddress(options, env)
    const query = new URLSearchParams(filters.flatMap(name => {
      const value = textOption(options, name)
      return value === undefined ? [] : [[name, value] as [string, string]]
    }))
    let left = Number(limit)
    let lastId: string | undefined
    for (let isFirst = true; left > 0; isFirst = false) {
      if (!isFirst) await wait(AGAIN_MS)
      try {
        for await (const { id, event } of follow(address, query, lastId)) {
          lastId = id
          if (event === undefined) continue
          write(options['json'] === true ? JSON.stringify(event) : lineOf(event))
          if (--left === 0) break
        }
      } catch (error) {
        // A hub that is gone for a moment is asked again: nothing is lost by it.
        if (isFirst || error instanceof CommandError)
          throw error instanceof CommandError
            ? error
            : new CommandError(`no hub answers at ${address.base}`)
      }
    }
    return 0
  }
}

/** The frames of one stream: its position, and an event where it is not only a sign of life. */
async function* follow(
  { base, authorization }: HubAddress,
  query: URLSearchParams,
  lastId: string | undefined
): AsyncGenerator<{ id: string | undefined; event: Event | undefined }> {
  const response = await fetch(`${base}/v1/events?${query}`, {
    headers: { authorization, accept: 'text/event-stream', ...(lastId !== undefined && { 'last-event-id': lastId }) }
  })
  if (!response.ok || response.body === null) {
    const refusal = refusalOf(base, response.status, await response.json().catch(() => undefined))
    // A balancer in front of a hub that starts has no better answer.
    if (response.status >= 500 && lastId !== undefined) throw new Error(refusal.message)
    throw refusal
  }
  let rest = ''
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const frames = (rest + text).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const field = (name: string): string | undefined =>
        frame.split('\n').find(line => line.startsWith(`${name}: `))?.slice(name.length + 2)
      const data = field('data')
      yield { id: field('id') ?? lastId, event: data === undefined ? undefined : JSON.parse(data) as Event }
    }
  }
}

/** Time, type without the city's prefix, what it is about, and what is told of it. */
function lineOf({ time, type, subject, data }: Event): string {
  const facts = Object.entries(data).map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : value}`)
  return [clock(time), type.split('.').slice(-2).join('.'), subject, ...facts].join('  ')
}
