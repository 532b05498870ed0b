import { getEventListeners } from 'node:events'
import t from 'tap'
import { Type } from 'typebox'
import type { SystemLog } from '../../../src/gateway/systems/system-log.ts'
import { createSystem } from '../../../src/gateway/systems/system.ts'
import { type Adapter, defineAdapter, type Mapped, reader } from '../../../src/kit/index.ts'
import { city, createConfig } from '../../suites/core/city.ts'
import { settled } from '../../suites/core/gate.ts'
import { noInbox, validation } from '../../suites/core/hub.ts'
import { testFolder } from '../../suites/folder.ts'

type Subscribe = (client: unknown, emit: (rows: object[]) => Promise<void>, signal: AbortSignal) => Promise<void>

/** A system that hears of incidents by a subscription, and what it has to tell of its end. */
function make(
  { subscribe = () => new Promise(() => {}), close = async () => {} }: { subscribe?: Subscribe;
    close?: () => Promise<void> }
) {
  const told: string[] = []
  const log: SystemLog = { call: ({ stage, error }) => {
    told.push(`${stage} ${error?.message ?? ''}`)
  }, quarantined: () => {}, snapshot: () => {} }
  const adapter: Adapter = defineAdapter({
    product: 'siren',
    title: 'Siren',
    version: 1,
    needsUrl: false,
    settings: Type.Object({}),
    connect: () => ({}),
    probe: async () => {},
    close,
    resources: {
      incidents: reader('incidents', {
        order: 'canonical',
        pageSize: 100,
        freshness: { fresh: 1, revalidate: 0, on_error: 0 },
        inbox: { subscribe },
        map: row => row as unknown as Mapped<'incidents'>
      })
    }
  })
  const dataDir = testFolder()
  const [config] = createConfig([{ id: 'siren', prefix: 'SIREN', resource: 'incidents', adapter } as never]).systems
  if (config === undefined) throw new Error('no system')
  const system = createSystem({ config, adapter, version: 'test', city, validation, dataDir, inbox: noInbox,
    today: () => '2026-11-20', onChange: () => {}, log })
  return { system, told }
}

t.test('a subscription that ends with its system is not waited for once more', async t => {
  for (const end of [(resolve: () => void) => {
    resolve()
  }, (_resolve: () => void, reject: (error: Error) => void) => {
    reject(new Error('closed'))
  }]) {
    const { system } = make({
      subscribe: (_client, _emit, signal) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => {
            end(resolve, reject)
          })
        })
    })
    let closed = false
    void system.close().then(() => {
      closed = true
    })
    await settled()
    t.ok(closed)
  }
})

t.test('a subscription that ends again and again is taken up again and leaves nothing behind', async t => {
  const listeners: number[] = []
  const { system } = make({
    subscribe: async (_client, _emit, signal) => {
      listeners.push(getEventListeners(signal, 'abort').length)
    }
  })
  while (listeners.length < 3)
    await new Promise(resolve => {
      setImmediate(resolve)
    })
  t.same(listeners, [0, 0, 0])
  await system.close()
})

t.test('an adapter that cannot be closed brings nothing else down, and is told of', async t => {
  for (const close of [() => Promise.reject(new Error('no')), () => {
    throw new Error('no')
  }]) {
    const { system, told } = make({ subscribe: async () => {}, close })
    await system.close()
    t.same(told, ['close siren: its adapter could not be closed'])
  }
})
