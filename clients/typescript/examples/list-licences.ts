// Licences that ended, from every system that keeps some; and what is missing when one of them is down.
import { createSatu } from '@satu/client'

const satu = createSatu({ url: process.env['SATU_URL'] ?? 'http://127.0.0.1:8080' })

const licences = satu.licences.list({ status: ['expired'], limit: 50 })
let count = 0
for await (const { number, permit_type: type, valid_until: until, source } of licences) {
  if (count < 3) console.log(`${type} ${number} ended ${until ?? 'on an unknown day'} (${source.system})`)
  count++
}
console.log(`${count} licences`)
for (const { system, detail } of licences.missing) console.log(`not asked: ${system}: ${detail ?? 'it did not answer'}`)
