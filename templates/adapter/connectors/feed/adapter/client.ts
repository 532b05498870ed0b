import { decodeEntitiesOnce, pick, type Call, type FeedClient, type FeedItem } from '../../../../../src/kit/index.ts'
import { columns, type Izin } from '../../../resources/licences/adapter/wire.ts'

/** More than any feed holds: all of it is one page. */ // only: list
export const PAGE_SIZE = 1_000 // only: list

/** The feed, whole. */
export interface ContohClient {
  semua(call: Call): Promise<Izin[]>
  close(): Promise<void>
}

export interface ContohOptions {
  feed: FeedClient
  close(): Promise<void>
}

export function createContohClient({ feed, close }: ContohOptions): ContohClient {
  return {
    async semua(call) {
      const { items } = await feed.read(call)
      return items.map(toRow)
    },
    close
  }
}

/** What a feed has no element for stands in the text of its items, a line for each: `STATUS: AKTIF<br>`. */
function toRow({ html = '' }: FeedItem): Izin {
  const lines = html.split(/<br\s*\/?>/i).map(line => /^\s*(\w+)\s*:\s*([^]*)$/.exec(decodeEntitiesOnce(line.replace(/<[^>]*>/g, ''))))
  const fields = Object.fromEntries(lines.flatMap(line => (line?.[1] === undefined ? [] : [[line[1], line[2]?.trim()]])))
  return pick(fields as unknown as Izin, columns)
}
