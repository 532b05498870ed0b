// Every no of the hub says who is at fault, where, and what to do.
import { createSatu, SatuConnectionError, SatuProblem } from '@satu/client'

const satu = createSatu({ url: process.env['SATU_URL'] ?? 'http://127.0.0.1:8080', retries: 1 })

for (const ask of [
  () => satu.complaints.get('LAPOR-1'),
  () => satu.licences.list({ limit: 1_000 }).page(),
  () => satu.taxBills.list({ status: ['unpaid'] }).page(),
  () => createSatu({ url: 'http://127.0.0.1:9', retries: 0 }).agencies.list().page()
]) {
  try {
    await ask()
  } catch (error) {
    if (error instanceof SatuProblem) {
      console.log(`${error.status} ${error.code}, at fault: ${error.atFault}. ${error.action}`)
      for (const { in: place, field, detail } of error.fields) console.log(`  ${place} ${field} ${detail}`)
    } else if (error instanceof SatuConnectionError) {
      console.log(`${error.fault} after ${error.attempts} attempt`)
    } else throw error
  }
}
