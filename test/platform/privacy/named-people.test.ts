import t from 'tap'
import { loadContract } from '../../../src/contract/contract.ts'
import { createHidePeople } from '../../../src/platform/privacy/named-people.ts'

const hide = createHidePeople(loadContract(), 'Complaint')
const whole = (name: string): object => ({ reporter: { name, anonymous: false, confidential: false },
  title: `Dari ${name}` })

t.test('who is named by a record is not named by its texts either', async t => {
  const shown = { id: 'LAPOR-1', title: 'Dari Budi  Santosa',
    description: 'Saya BUDI SANTOSA, bukan Budi Santosaningrat.', agency_id: 'Budi Santosa',
    updates: [{ id: 'u-1', text: 'Kepada budi santosa: sudah.' }] }
  t.same(hide(whole('Budi Santosa'), shown), {
    ...shown,
    title: 'Dari B. S.',
    description: 'Saya B. S., bukan Budi Santosaningrat.',
    updates: [{ id: 'u-1', text: 'Kepada B. S.: sudah.' }]
  }, 'and what is no text stays')
})

t.test('a name of one word, one that is masked and none leave all as it is', async t => {
  const shown = { title: 'Cahaya lampu redup, B. S.', description: '(' }
  for (const name of ['Cahaya', 'B. S.', '', '( [', '*']) t.same(hide(whole(name), shown), shown)
  t.same(hide({}, shown), shown)
  t.equal(hide(whole('Budi Santosa'), undefined), undefined)
})
