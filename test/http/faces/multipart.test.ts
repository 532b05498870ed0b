import t from 'tap'
import { readMultipart } from '../../../src/http/faces/multipart.ts'
import { multipart } from '../../suites/multipart.ts'

const read = (type: string, body: string | Uint8Array): unknown[] =>
  readMultipart(type, Buffer.from(body)).map((
    { name, filename, content }
  ) => [name, filename, content.toString('latin1')])
const type = 'multipart/form-data; boundary=b'

t.test('fields and files come as they were sent, whatever bytes a file has', async t => {
  const bytes = Buffer.from([0, 13, 10, 45, 45, 98, 13, 10, 255, 13, 10])
  const { headers, body } = multipart([{ name: 'a', content: 'x' }, { name: 'media',
    filename: 'a "b".jpg'.replaceAll('"', '\\"'), content: bytes }, { name: 'empty', content: '' }], 'long-Boundary')
  t.same(read(headers['content-type'] ?? '', body), [['a', undefined, 'x'], ['media', 'a "b".jpg',
    bytes.toString('latin1')], ['empty', undefined, '']])
})

t.test('names without quotes, blanks behind a boundary, a preamble and an epilogue are taken', async t => {
  t.same(
    read('Multipart/Form-Data; charset=utf-8; boundary="b"',
      'preamble\r\n--b  \r\ncontent-disposition: form-data; name=a\r\nX: y\r\n\r\n1\r\n--b\r\nContent-Type: ' +
        'text/plain\r\n\r\nno name\r\n--b--\r\nepilogue'),
    [['a', undefined, '1']]
  )
  t.same(read(type, '--b\r\nContent-Disposition: form-data; name="a"; filename*=UTF-8\'\'x.jpg\r\n\r\n1\r\n--b--'), [[
    'a',
    '',
    '1'
  ]])
})

t.test('what is no form, or breaks off, is refused', async t => {
  for (const [contentType, body] of [
    ['multipart/form-data', '--b--'],
    [type, ''],
    [type, 'text'],
    [type, '--b'],
    [type, '--b\r\n\r\n'],
    [type, '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1'],
    [type, '--b\r\nContent-Disposition: form-data; name="a"\r\n--b--'],
    [type, `--b\r\nX: ${'y'.repeat(9_000)}\r\n\r\n1\r\n--b--`],
    [type, `${'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(201)}--b--`]
  ] as const) t.throws(() => read(contentType, body), { code: 'invalid_request' }, body.slice(0, 40))
})
