import { contractErrors } from '../../suites/contract-check.ts'
import { emptyTally, type Tally, unnamed } from './tally.ts'

interface Body {
  items?: { id: string }[]
  detail?: string
  at_fault?: string
  meta?: { sources: { state: string; detail?: string }[] }
}

interface Hub {
  request(path: string): Promise<Response>
  purge(): Promise<unknown>
}

export interface Listing {
  tally: Tally
  /**
   * Asks with something spoilt and again with all as it should be, and holds both answers to what they must be.
   * @param spoil `again`: nothing was spoilt the first time
   * @param done what was done to the payload, once it has been asked for
   */
  judge(
    number: number,
    options: { spoil(again: boolean): Promise<void> | void; mend(): Promise<void> | void; done(): string }
  ): Promise<void>
}

/** A list of one system, of which nothing is kept when it is asked for. */
export async function createListing(
  { request, purge }: Hub,
  { connector, path, operation }: { connector: string; path: string; operation: string }
): Promise<Listing> {
  const tally = emptyTally(connector)
  const ask = async (): Promise<{ status: number; headers: Headers; body: Body }> => {
    const answer = await request(`${path}?limit=20`)
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body }
  }
  const idsOf = ({ items }: Body): string => JSON.stringify(items?.map(({ id }) => id))
  const good = idsOf((await ask()).body)
  if (good === undefined || good === '[]') throw new Error(`${connector} gives nothing to spoil`)

  return {
    tally,
    async judge(number, { spoil, mend, done }) {
      await spoil(false)
      await purge()
      let answer = await ask().catch((error: unknown) => error as Error)
      if (done() === '') {
        // A session goes on, so that there are fewer calls than there were: this time the first is spoilt.
        await spoil(true)
        await purge()
        answer = await ask().catch((error: unknown) => error as Error)
      }
      await mend()
      tally.payloads++
      const tell = (what: string): void => {
        tally.wrong.push(`${connector}, payload ${number} (${done()}): ${what}`)
      }
      if (answer instanceof Error) {
        tell(answer.message)
        return
      }
      const [source] = answer.body.meta?.sources ?? []
      const isRead = answer.status === 200 && source?.state === 'ok'
      for (const error of contractErrors(operation, answer)) tell(error)
      if (isRead) tally.read++
      else {
        const why = unnamed('under-test', answer.body.detail ?? source?.detail)
        if (why !== undefined) tell(`${answer.status} ${why}`)
        else if (answer.status === 500 || (answer.status > 200 && answer.body.at_fault !== 'system'))
          tell(`${answer.status} at fault: ${answer.body.at_fault}`)
        else tally.refused++
      }
      // What could be read is kept as any answer is; what could not leaves nothing behind.
      if (isRead) await purge()
      const after = await ask()
      if (after.status === 200 && idsOf(after.body) === good) return
      tally.cached++
      tell(`is followed by ${after.status} ${after.body.detail ?? ''}`)
      await purge()
    }
  }
}
