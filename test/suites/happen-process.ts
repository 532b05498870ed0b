import { pino } from 'pino'
import { createEventLog, type NewEvent } from '../../src/gateway/events/log.ts'
import { openWholeStore } from './open-store.ts'

// A process beside the hub that writes into its log what its parent says: { id, events } is answered with { id, written
// }.
const { dataDir, url } = JSON.parse(process.argv[2] ?? '{}') as { dataDir: string; url?: string }
const store = await openWholeStore({ dataDir, url, log: pino({ level: 'silent' }) })
const log = createEventLog({ engine: store.engine })
process.on('message', ({ id, events }: { id: number; events: NewEvent[] }) => {
  void store.write(db => log.append(db, ...events)).then(written =>
    process.send?.({ id, written: written.map(seq => seq ?? null) })
  )
})
process.on('disconnect', () => {
  void store.close()
})
process.send?.('ready')
