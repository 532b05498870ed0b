import t from 'tap'
import { createStreamReader } from '../../../clients/typescript/src/sse.ts'

const text =
  'retry: 1500\n: \nid: 7\n\nid: 8\ndata: {"a":\ndata: "é"}\n\n: only a comment\n\nevent: x\ndata: last\r\n\r\n'

t.test('events are the same wherever the text was cut', t => {
  for (let size = 1; size <= text.length; size++) {
    const reader = createStreamReader()
    const found = []
    for (let at = 0; at < text.length; at += size) found.push(...reader.push(text.slice(at, at + size)))
    t.same(found, [{ id: '7', data: undefined }, { id: '8', data: '{"a":\n"é"}' }, { id: '8', data: 'last' }],
      `pieces of ${size}`)
    t.equal(reader.retryMs, 1500)
  }
  t.end()
})

t.test('what has not ended is no event', t => {
  const reader = createStreamReader()
  t.same(reader.push('id: 9\ndata: half'), [])
  t.same(reader.push('\n'), [])
  t.same(reader.push('\n'), [{ id: '9', data: 'half' }])
  t.end()
})
