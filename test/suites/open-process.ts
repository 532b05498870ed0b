import { pino } from 'pino'
import { openWholeStore } from './open-store.ts'

// Opens the stores of the folder that its parent names, as a process of the hub does at its start, and says how that
// went.
process.on('message', (options: { dataDir: string; url?: string }) => {
  void open(options).then(state => process.send?.(state), (error: unknown) => process.send?.(String(error)))
})
process.on('disconnect', () => {
  process.exit()
})
process.send?.('here')

async function open({ dataDir, url }: { dataDir: string; url?: string }): Promise<string> {
  const store = await openWholeStore({ dataDir, url, log: pino({ level: 'silent' }) })
  await store.write(db => db.selectFrom('switches').select('name').execute())
  await store.close()
  return 'ready'
}
