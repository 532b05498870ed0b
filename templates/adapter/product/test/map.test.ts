import t from 'tap'
import { contractErrors, toolsOf } from '../../../../test/adapters/mapping.ts'
import { codes } from '../../resources/licences/adapter/codes.ts' // only: codes
import bad from '../../resources/licences/adapter/fixtures/bad-rows.json' with { type: 'json' }
import record from '../../resources/licences/adapter/fixtures/record.json' with { type: 'json' }
import rows from '../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }
import { mapLicence } from '../../resources/licences/adapter/map.ts'

const good = rows[0]!
// begin only: surroundings
const surroundings = {
  codes, // only: codes
  agencyId: 'SKPD-DISHUB' // only: agency
}
// end only

function map(row: object, tools = toolsOf('TEST')): ReturnType<typeof mapLicence> {
  const given = row as Parameters<typeof mapLicence>[0]
  return mapLicence(given, tools, surroundings) // only: surroundings, else: return mapLicence(given, tools)
}

t.test('a row becomes this record', async t => {
  t.strictSame(map(good), record)
})

t.test('every row becomes a record that fits the contract, and nothing is wrong with it', async t => {
  for (const [index, row] of rows.entries()) {
    const tools = toolsOf('TEST')
    t.same(contractErrors('licences', map(row, tools), tools), [], `row ${index + 1}`)
    t.same(tools.notes.list().filter(({ severity }) => severity === 'error'), [], `row ${index + 1}`)
  }
})

for (const { because, columns } of bad.leftOut) {
  t.test(`a row is left out: ${because}`, async t => {
    t.throws(() => map({ ...good, ...columns }), { message: because })
  })
}

for (const { notes, columns } of bad.noted) {
  t.test(`a row is kept with a note: ${notes.join(', ')}`, async t => {
    const tools = toolsOf('TEST')
    t.same(contractErrors('licences', map({ ...good, ...columns }, tools), tools), [])
    t.same(tools.notes.list().map(({ field, code }) => `${field} ${code}`), notes)
  })
}
