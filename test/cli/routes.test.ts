import t from 'tap'
import { loadContract } from '../../src/contract/contract.ts'
import { run } from './terminal.ts'

const { code, out } = await run('routes')
const rows = out.map(line => line.split(/ {2,}/))
const row = (operation: string) => rows.find(([name]) => name === operation)?.slice(1)

t.test('every operation of the contract has a line', async t => {
  t.equal(code, 0)
  t.same(rows.map(([name]) => name), ['OPERATION', ...loadContract().operations.map(({ id }) => id)])
})

t.test('a line tells method, path, scope and the systems that serve it', async t => {
  t.same(row('listLicenceApplications'), ['GET', '/v1/licence-applications', 'licence-applications:read',
    'licensing-a licensing-b transport'])
  t.same(row('listAgencies'), ['GET', '/v1/agencies', 'public', 'finance register'])
  t.same(row('verifyResident'), ['POST', '/v1/residents/verify', 'residents:verify', 'population'])
  t.same(row('listSystems'), ['GET', '/v1/systems', 'systems:read', '(hub)'])
  t.same(row('listTaxBills'), ['GET', '/v1/tax-bills', 'tax-bills:read', 'tax'], 'what comes whole')
  t.same(row('getIncident')?.at(-1), 'transport weather fire panic-button', 'what is pushed')
  t.same(row('createComplaint'), ['POST', '/v1/complaints', 'complaints:write', 'complaints'])
  t.same(row('withdrawLicenceApplication')?.at(-1), 'licensing-a licensing-b')
  t.same(row('retrySubmission'), ['POST', '/v1/submissions/{id}/retry', 'submissions:operate', '(hub)'])
  t.same(row('listComplaintUpdates'), ['GET', '/v1/complaints/{id}/updates', 'public', 'complaints'])
})

t.test('a wrong file is told with its problems', async t => {
  const config = `${t.testdir({ 'city.yaml': 'city: 1\n' })}/city.yaml`
  t.match(await run(`routes --config ${config}`), { code: 1, out: [], err: [/city\.yaml:1:7 city: must be a mapping/] })
})
