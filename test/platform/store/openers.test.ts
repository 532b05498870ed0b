import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { postgresPlace, sqlitePlace } from '../../suites/stores.ts'

const PROCESSES = 4
const ROUNDS = 8

const openers = await Promise.all(Array.from({ length: PROCESSES }, async () => {
  const opener = fork('test/suites/open-process.ts', { execArgv: [] })
  t.teardown(() => {
    opener.disconnect()
  })
  await once(opener, 'message')
  return opener
}))

async function open(opener: ChildProcess, options: object): Promise<unknown> {
  const answered = once(opener, 'message')
  opener.send(options)
  return (await answered)[0]
}

for (const [engine, place] of [['SQLite', sqlitePlace], ['PostgreSQL', postgresPlace]] as const) {
  t.test(`processes that open a new store over ${engine} at the same moment all succeed`, async t => {
    for (let round = 0; round < ROUNDS; round++) {
      const { options } = await place(t)
      t.same(await Promise.all(openers.map(opener => open(opener, options))), openers.map(() => 'ready'))
    }
  })
}
