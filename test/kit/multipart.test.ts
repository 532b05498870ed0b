import t from 'tap'
import { readMultipart } from '../../demo/multipart.ts'
import { writeMultipart } from '../../src/kit/multipart.ts'

const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10])

t.test('a form with a file arrives as it was sent', t => {
  const { contentType, body } = writeMultipart({ judul: 'Denah “lantai 1”', kosong: '' }, { field: 'berkas',
    name: 'denah "1"\r\n.pdf', mediaType: 'application/pdf', bytes })
  const parts = readMultipart(contentType, body)
  t.equal(parts?.get('judul')?.text, 'Denah “lantai 1”')
  t.match(parts?.get('kosong'), { text: '', fileName: undefined })
  t.equal(parts?.get('berkas')?.fileName, 'denah %221%22%0D%0A.pdf')
  t.same(parts?.get('berkas')?.bytes, bytes)
  t.match(String(body), /filename="[^"]*"\r\nContent-Type: application\/pdf\r\n\r\n/)
  t.end()
})

t.test('fetch reads it too', async t => {
  const { contentType, body } = writeMultipart({ judul: 'Denah' }, { field: 'berkas', name: 'denah.pdf',
    mediaType: 'application/pdf', bytes })
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  t.equal(form.get('judul'), 'Denah')
  const file = form.get('berkas') as File
  t.match([file.name, file.type, Buffer.from(await file.arrayBuffer()).equals(bytes)], ['denah.pdf', 'application/pdf',
    true])
})

t.test('no two forms have the same boundary', t => {
  const [one, other] = [1, 2].map(() =>
    writeMultipart({}, { field: 'a', name: 'a', mediaType: 'text/plain', bytes }).contentType
  )
  t.not(one, other)
  t.end()
})
