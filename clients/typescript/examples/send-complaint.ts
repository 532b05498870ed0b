// A complaint. It is taken even while its system is down, and written once however often it has to be sent.
import { createSatu, SatuProblem, SatuUndelivered } from '@satu/client'

const satu = createSatu({ url: process.env['SATU_URL'] ?? 'http://127.0.0.1:8080',
  token: process.env['SATU_TOKEN'] ?? '' })

try {
  const written = await satu.complaints.create({ description: 'Lampu jalan mati sejak Senin.',
    location: { lat: -6.8853, long: 107.6137 } })
  console.log(`receipt ${written.receipt}: ${written.state}`)
  if (written.submission) console.log(written.submission.advice.en)

  const complaint = await written.delivered({ onChange: ({ status }) => console.log(`now ${status.code}`) })
  console.log(`in its system as ${complaint.id}, due on ${complaint.clock?.due_on ?? 'no day'}`)
} catch (error) {
  // What can be done depends on what it is.
  if (error instanceof SatuProblem && error.code === 'write_refused') console.error('refused:', error.fields)
  else if (error instanceof SatuUndelivered) console.error('somebody has to look at it:', error.submission.advice.en)
  else throw error
}
