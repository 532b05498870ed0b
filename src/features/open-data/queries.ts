import { Worker } from 'node:worker_threads'
import type { Dataset, Row, RowQuery, Value } from './model.ts'
import type { QueryReply, QueryRequest } from './query-thread.ts'

/** Questions to the rows of editions, answered in a thread: to look through a million rows takes seconds. */
export interface Queries {
  /** @throws TypeError for a column that the dataset does not have */
  rows(path: string, dataset: Pick<Dataset, 'columns'>, query: RowQuery): AsyncIterable<{ number: number; row: Row }>
  count(path: string, dataset: Pick<Dataset, 'columns'>, query: RowQuery): Promise<number>
  close(): Promise<void>
}

/** The thread ends when nobody has asked for so long. */
const IDLE_MS = 60_000

export function createQueries(): Queries {
  const waiting = new Map<number, { resolve(reply: QueryReply): void; reject(error: Error): void }>()
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last = 0
  let open = 0

  function start(): Worker {
    const started = new Worker(new URL('query-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 64 }
    })
    const fail = (error: Error): void => {
      if (thread === started) thread = undefined
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    started.on('message', (reply: QueryReply) => {
      waiting.get(reply.id)?.resolve(reply)
      waiting.delete(reply.id)
      if (waiting.size === 0) started.unref()
    })
    started.once('error', fail)
    started.once('exit', () => {
      fail(new Error('the thread ended'))
    })
    return started
  }

  async function ask(request: QueryRequest): Promise<QueryReply> {
    clearTimeout(idle)
    const asked = (thread ??= start())
    const reply = await new Promise<QueryReply>((resolve, reject) => {
      waiting.set(request.id, { resolve, reject })
      asked.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      asked.postMessage(request)
    })
    if ('error' in reply) throw new Error(reply.error)
    return reply
  }

  function rest(): void {
    clearTimeout(idle)
    if (open === 0)
      idle = setTimeout(() => {
        if (open === 0) void end()
      }, IDLE_MS).unref()
  }

  async function end(): Promise<void> {
    const ending = thread
    thread = undefined
    await ending?.terminate()
  }

  async function* run(path: string, sql: string, values: readonly (string | number | null)[]): AsyncGenerator<Value[]> {
    const id = ++last
    open++
    try {
      for (let isFirst = true;; isFirst = false) {
        const reply = await ask(isFirst ? { id, path, sql, values } : { id })
        if (!('rows' in reply)) return
        yield* reply.rows
        if (reply.end) return
      }
    } finally {
      open--
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      thread?.postMessage({ id, close: true } satisfies QueryRequest)
      rest()
    }
  }

  return {
    async *rows(path, { columns }, query) {
      const placeOf = placesOf(columns)
      const fields = (query.fields ?? columns.map(({ name }) => name)).map(name => ({ name, at: placeOf(name),
        isFlag: columns[placeOf(name)]?.type === 'boolean' })
      )
      const { where, values } = condition(columns, query)
      const shown = fields.map(({ at }) => `c${at}`).join(', ')
      const number = query.distinct === true ? 'min(number)' : 'number'
      const order = (query.sort ?? []).map(({ field, descending }) =>
        `c${placeOf(field)} ${descending ? 'desc' : 'asc'}`
      )
      const sql =
        `select ${[number, ...(shown === '' ? [] : [shown])].join(', ')} from rows ${where}${
          query.distinct === true && shown !== '' ? ` group by ${shown}` : ''
        }`
        + ` order by ${[...order, number].join(', ')} limit ${whole(query.limit, -1)} offset ${whole(query.offset, 0)}`
      for await (const [at, ...found] of run(path, sql, values)) {
        const row = Object.fromEntries(
          fields.map(({ name, isFlag }, i) => [name, isFlag && found[i] !== null ? found[i] === 1 : found[i] ?? null])
        )
        yield { number: Number(at), row }
      }
    },
    async count(path, { columns }, query) {
      const { where, values } = condition(columns, query)
      for await (const [count] of run(path, `select count(*) from rows ${where}`, values)) return Number(count)
      return 0
    },
    async close() {
      clearTimeout(idle)
      await end()
    }
  }
}

function placesOf(columns: Dataset['columns']): (name: string) => number {
  return name => {
    const place = columns.findIndex(column => column.name === name)
    if (place < 0) throw new TypeError(`there is no column ${name}`)
    return place
  }
}

function condition(
  columns: Dataset['columns'],
  { filters = {}, q }: RowQuery
): { where: string; values: (string | number | null)[] } {
  const placeOf = placesOf(columns)
  const values: (string | number | null)[] = []
  const conditions = Object.entries(filters).map(([name, wanted]) => {
    const column = `c${placeOf(name)}`
    const some = wanted.filter(value => value !== null)
    values.push(...some.map(value => (typeof value === 'boolean' ? Number(value) : value)))
    const alternatives = [...(some.length > 0 ? [`${column} in (${some.map(() => '?').join(', ')})`] : []),
      ...(some.length < wanted.length ? [`${column} is null`] : [])]
    return alternatives.length === 0 ? 'false' : `(${alternatives.join(' or ')})`
  })
  for (const word of q?.split(/\s+/).filter(Boolean) ?? []) {
    conditions.push(`(${columns.map((_column, i) => `c${i} like ? escape '\\'`).join(' or ')})`)
    values.push(...columns.map(() => `%${word.replace(/[\\%_]/g, found => `\\${found}`)}%`))
  }
  return { where: conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`, values }
}

function whole(value: number | undefined, fallback: number): number {
  return value === undefined || !Number.isSafeInteger(value) || value < 0 ? fallback : value
}
