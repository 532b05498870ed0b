import t from 'tap'
import { createNotes, DEFAULT_SEVERITY } from '../../src/kit/quality.ts'

t.test('notes with the severity of the code', async t => {
  const notes = createNotes()
  notes.add('issued_on', 'null_date_sentinel', { raw: '0000-00-00' })
  notes.add('fee_idr', 'invalid_value')
  t.same(notes.list(), [
    { field: 'issued_on', code: 'null_date_sentinel', severity: 'info', raw: '0000-00-00' },
    { field: 'fee_idr', code: 'invalid_value', severity: 'error' }
  ])
  t.notOk('raw' in (notes.list()[1] ?? {}))
})

t.test('lets the caller choose the severity', async t => {
  const notes = createNotes()
  notes.add('status', 'status_unmapped', { severity: 'error' })
  t.match(notes.list(), [{ severity: 'error' }])
})

t.test('notes the same thing once', async t => {
  const notes = createNotes()
  for (const raw of ['9', '9', '8']) notes.add('status', 'status_unmapped', { raw })
  t.same(notes.list().map(note => note.raw), ['9', '8'])
})

t.test('keeps personal numbers out of raw', async t => {
  const notes = createNotes()
  notes.add('status', 'status_unmapped', { raw: 'lihat NIK 3273021305859991' })
  notes.add('detail', 'invalid_value', { raw: 'hub. 0812-3456-7890' })
  const text = JSON.stringify(notes.list())
  t.notMatch(text, '3273021305859991')
  t.notMatch(text, '3456')
})

t.test('shortens a long raw value', async t => {
  const notes = createNotes()
  notes.add('status', 'status_unmapped', { raw: 'x'.repeat(5_000) })
  t.equal(notes.list()[0]?.raw?.length, 120)
})

t.test('gives a list that later notes do not change', async t => {
  const notes = createNotes()
  const before = notes.list()
  notes.add('status', 'status_unmapped')
  t.same(before, [])
})

t.test('calls an error what leaves the value missing', async t => {
  const errors = Object.entries(DEFAULT_SEVERITY).flatMap(([code, severity]) => (severity === 'error' ? [code] : []))
  t.same(errors, ['coord_outside', 'numeric_id_precision', 'invalid_value'])
})
