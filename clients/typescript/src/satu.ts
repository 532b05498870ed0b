import { createAttempts } from './attempts.ts'
import { type Call, createCall, createRaw, type Raw } from './calls.ts'
import { createCredentials } from './credentials.ts'
import type { Entry } from './entry.ts'
import { createEventStream, type StreamEvents } from './events.ts'
import type { Methods } from './methods.ts'
import { operations } from './operations.gen.ts'
import { createList, type PageShape } from './pages.ts'
import { newKey } from './random.ts'
import { readSettings, type SatuOptions, type WriteOptions } from './settings.ts'
import { createFollow, type Follow, toWritten } from './writes.ts'

/** A hub, as a caller sees it. */
export interface Satu extends Omit<Methods, 'events' | 'submissions'> {
  readonly events: Methods['events'] & { readonly stream: StreamEvents }
  readonly submissions: Methods['submissions'] & { readonly follow: Follow }
  /** By path, for what has no method: `satu.raw.GET('/v1/licences', ...)`. It gives errors back and throws none. */
  readonly raw: Raw
}

/**
 * A client of one hub.
 * @throws TypeError for settings that cannot work
 */
export function createSatu(options: SatuOptions): Satu {
  const settings = readSettings(options)
  const credentials = createCredentials(settings)
  const attempts = createAttempts(settings, credentials)
  const raw = createRaw(settings, attempts)
  const call = createCall(settings, attempts, raw)
  const follow = createFollow(call)
  const methods = buildMethods(call, follow)
  return {
    ...methods,
    events: { ...methods.events, stream: createEventStream(settings, credentials) },
    submissions: { ...methods.submissions, follow },
    raw
  }
}

function buildMethods(call: Call, follow: Follow): Methods {
  const built = Object.entries(operations as unknown as Record<string, Record<string, Entry>>).map((
    [group, entries]
  ) => [group,
    Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, methodOf(entry, call, follow)]))]
  )
  // The table that this is built of is the one that the types are made of.
  return Object.fromEntries(built) as Methods
}

function methodOf(entry: Entry, call: Call, follow: Follow): (...given: unknown[]) => unknown {
  const read = (given: readonly unknown[]) => {
    const rest = [...given]
    const path = Object.fromEntries(entry.params.map(name => [name, rest.shift()]))
    const query = entry.query ? rest.shift() as Record<string, unknown> | undefined : undefined
    const body = entry.body === 'none'
      ? undefined
      : entry.body === 'form'
      ? toForm(rest.shift() as Parameters<typeof toForm>[0])
      : rest.shift()
    return { path, query, body, options: rest.shift() as WriteOptions | undefined }
  }
  if (entry.kind === 'list') {
    return (...given) => {
      const asked = read(given)
      const key = asked.options?.idempotencyKey
      return createList(async cursor =>
        (await call(entry, { ...asked, ...(key !== undefined && { key }),
          query: { ...asked.query, ...(cursor !== undefined && { cursor }) } })).body as PageShape
      )
    }
  }
  if (entry.kind === 'write') {
    return async (...given) => {
      const asked = read(given)
      const key = asked.options?.idempotencyKey ?? newKey()
      return toWritten(await call(entry, { ...asked, key }), key, { call, follow })
    }
  }
  return async (...given) => (await call(entry, read(given))).body
}

/** A file that has no name gets that of its field. */
function toForm(fields: Readonly<Record<string, string | number | boolean | Blob | undefined>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.set(name, value, value instanceof File ? value.name : name)
    else if (value !== undefined) form.set(name, String(value))
  }
  return form
}
