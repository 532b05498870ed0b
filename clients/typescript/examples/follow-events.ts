// What happens to complaints, as it happens: three events, then it ends. A connection that breaks is made again, after
// the
// last event that was seen.
import { createSatu } from '@satu/client'

const satu = createSatu({ url: process.env['SATU_URL'] ?? 'http://127.0.0.1:8080',
  token: process.env['SATU_TOKEN'] ?? '' })

let count = 0
const events = satu.events.stream({ type: ['complaint.created', 'complaint.status_changed'] }, {
  onOpen: () => console.log('listening')
})
for await (const { id, type, subject } of events) {
  console.log(`${id} ${type} ${subject}`)
  if (++count === 3) break
}
