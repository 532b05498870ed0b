import t from 'tap'
import { fillForm } from '../../../src/kit/connectors/html-form.ts'
import { readPage } from '../../../src/kit/connectors/html-page.ts'

const fill = async (fields: string, values: Record<string, string> = {}) => {
  const page = await readPage({ bytes: Buffer.from(`<form method=post action=" kirim.php ">${fields}</form>`),
    contentType: '' }, { stage: 'test' })
  return fillForm(page, 'form', values, 'log in')
}
const fieldsOf = async (fields: string, values?: Record<string, string>) => (await fill(fields, values)).fields

t.test('sends what a browser would', async t => {
  t.strictSame(
    await fieldsOf('<input type=hidden name=_token value="a&amp;b"><input name=kosong><INPUT NAME=isi VALUE=ada>'),
    { _token: 'a&b', kosong: '', isi: 'ada' }
  )
  t.strictSame(
    await fieldsOf(
      '<input type=checkbox name=a checked><input type=checkbox name=b value=1><input type=radio name=c ' +
        'value=1><input type=radio name=c value=2 checked>'
    ),
    { a: 'on', c: '2' }
  )
  t.strictSame(
    await fieldsOf(
      '<select name=a><option value=1>Satu<option value=2 selected>Dua</select><select ' +
        'name=b><option>Tiga</select><textarea name=c>empat</textarea>'
    ),
    { a: '2', b: 'Tiga', c: 'empat' }
  )
  t.strictSame(await fieldsOf('<input type=submit name=masuk value=Masuk><button name=batal value=1>Batal</button>'), {
    masuk: 'Masuk'
  }, 'the first button alone')
  t.strictSame(
    await fieldsOf(
      '<input name=a disabled><input value=1><input type=file name=b><input type=button name=c><input type=image ' +
        'name=d>'
    ),
    {}
  )
})

t.test('values go over what the form has', async t => {
  t.strictSame(
    await fieldsOf('<input name=nama value=lama><input type=password name=sandi>', { nama: 'baru', sandi: 'x' }),
    { nama: 'baru', sandi: 'x' }
  )
  t.equal((await fill('')).action, 'kirim.php')
})

t.test('a value without a field names the field', async t => {
  await t.rejects(fill('<input name=user>', { nama: 'x' }), { kind: 'unreadable', stage: 'log in',
    message: 'has no field "nama" in its form' })
  const page = await readPage({ bytes: Buffer.from('<p>x'), contentType: '' }, { stage: 'test' })
  t.throws(() => fillForm(page, 'form', {}, 'log in'), { kind: 'unreadable',
    message: 'has no form where one was expected' })
})
