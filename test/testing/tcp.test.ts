import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net'
import t from 'tap'
import { Type } from 'typebox'
import { type Adapter, type Call, defineAdapter, reader, SystemFault } from '../../src/kit/index.ts'
import { defineConformance } from '../../src/testing/index.ts'
import { failedOf, type Izin, rows, run, saidOf, sound } from './permits.ts'

// A protocol of one line for a question and one for its answer, over a connection for each.
const declared = defineConformance({
  async start() {
    const sockets = new Set<Socket>()
    const server = createServer(socket => {
      sockets.add(socket.on('error', () => {}))
      socket.on('data', question => {
        const [word = '', ...numbers] = question.toString().trim().split(' ')
        const [from = 0, count = 0] = numbers.map(Number)
        socket.write(
          `${
            JSON.stringify(
              word === 'LIST' ? rows.slice(from, from + count) : rows.filter(({ nomor }) => nomor === word)
            )
          }\n`
        )
      })
    })
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve)
    })
    return {
      url: '',
      settings: { database: { url: `mysql://satu@127.0.0.1:${(server.address() as AddressInfo).port}/izin` } },
      stop: () =>
        new Promise<void>(resolve => {
          server.close(() => {
            resolve()
          })
          for (const socket of sockets) socket.destroy()
        })
    }
  }
})

type Ask = (port: number, question: string, call: Call) => Promise<Izin[]>

const ask: Ask = (port, question, { signal }) =>
  new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1')
    const fail = (kind: 'reset' | 'unreachable' | 'truncated' | 'unreadable') => () => {
      socket.destroy()
      reject(new SystemFault(kind, { stage: 'ask', detail: `is ${kind}` }))
    }
    let text = ''
    socket.setEncoding('latin1')
    socket.once('connect', () => {
      socket.write(`${question}\n`)
    })
    socket.on('error', fail('reset'))
    socket.on('close', () => {
      fail(text === '' ? 'reset' : 'truncated')()
    })
    socket.on('data', piece => {
      text += String(piece)
      if (!text.startsWith('[')) return fail('unreadable')()
      if (!text.endsWith('\n')) return undefined
      try {
        resolve(JSON.parse(text) as Izin[])
      } catch {
        fail('unreadable')()
      }
      socket.destroy()
    })
    signal.addEventListener('abort', () => {
      socket.destroy()
      reject(signal.reason as Error)
    })
  })

function adapterOf(asked: Ask = ask): Adapter {
  return defineAdapter({
    product: 'permit-lines',
    title: 'Permits by line',
    version: 1,
    needsUrl: false,
    settings: Type.Object({ database: Type.Object({ url: Type.String() }) }),
    connect: ({ database }) => Number(new URL(database.url).port),
    probe: async (port: number, call) => void (await asked(port, 'LIST 0 1', call)),
    resources: {
      licences: reader('licences', {
        order: 'updated',
        pageSize: 20,
        freshness: { fresh: 1, revalidate: 1, on_error: 1 },
        async list(port: number, { offset, limit }, call) {
          const found = await asked(port, `LIST ${offset} ${limit + 1}`, call)
          return { rows: found.slice(0, limit), end: found.length <= limit }
        },
        get: async (port: number, key, call) => (/^[\w/]+$/.test(key) ? (await asked(port, key, call))[0] : undefined),
        map: (row: Izin, tools) => sound.map(row, tools)
      })
    }
  })
}

t.test('a sound adapter of a protocol of its own passes', async t => {
  t.same(failedOf(await run(adapterOf(), declared)), [])
})

t.test('finds a caller who leaves and is not told on', async t => {
  const deaf: Ask = (port, question, call) =>
    Promise.race([
      ask(port, question, { ...call, signal: new AbortController().signal }),
      new Promise<never>((_, reject) => {
        call.signal.addEventListener('abort', () => {
          reject(call.signal.reason as Error)
        })
      })
    ])
  t.match(saidOf(await run(adapterOf(deaf), declared, /lets go of the system/), /lets go/),
    'list licences: has ended, and the system still works for it')
})

t.test('finds faults that are taken for an empty answer', async t => {
  const mute: Ask = (port, question, call) => ask(port, question, call).catch(() => [])
  const results = await run(adapterOf(mute), declared, /refused|breaks|cut off|without meaning/)
  t.match(saidOf(results, /refused/), 'list licences: takes it for an answer: 0 rows')
  t.equal(failedOf(results).length, 4)
})

t.test('finds errors of the driver that are let through', async t => {
  const bare: Ask = (port, question, call) =>
    ask(port, question, call).catch((error: unknown) => {
      throw error instanceof SystemFault ? new Error('ECONNRESET') : error
    })
  t.match(saidOf(await run(adapterOf(bare), declared, /breaks before/), /breaks before/),
    'list licences: breaks: Error: ECONNRESET')
})
