// In processes of their own, with hardly any memory.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const read = (...args: string[]) =>
  spawnSync(process.execPath, ['--max-old-space-size=24', fileURLToPath(new URL('memory.ts', import.meta.url)),
    ...args], { encoding: 'utf8' })

for (const format of ['csv', 'fixed-width', 'dbf', 'xml', 'xlsx']) {
  t.test(`${format}: hundreds of thousands of rows take no more memory than one`, t => {
    const { stdout, stderr } = read(format)
    t.equal(stderr, '')
    t.equal(stdout, '200000')
    t.end()
  })
}

t.test('kept rows would not have had the room', t => {
  t.match(read('csv', 'kept').stderr, /out of memory/)
  t.end()
})
