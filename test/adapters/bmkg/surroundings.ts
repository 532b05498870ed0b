import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { adapter } from '../../../adapters/bmkg/index.ts'
import type { Row } from '../../../adapters/bmkg/rows.ts'
import type { Call, MapTools, Reader } from '../../../src/kit/index.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { cityWith, toolsFor } from '../records.ts'

export const city = cityWith()

export const call = (signal = new AbortController().signal): Call => ({ signal, requestId: 'req-test' })

export const incidents = adapter.resources.incidents as unknown as Required<Reader<'incidents', unknown, Row>>

/** A client as the hub makes it. */
export function open(url: string, given: Record<string, unknown> = {}): unknown {
  const settings = { ...given }
  if (!compile(adapter.settings)(settings)) throw new Error('the settings do not fit their schema')
  const system = { id: 'weather', name: 'BMKG', prefix: 'BMKG', agencyId: undefined }
  return adapter.connect(settings, { system, url, city, today: () => '2025-12-12' })
}

/** The same, closed when the test ends. */
export function connect(t: Test, url: string, given?: Record<string, unknown>): unknown {
  const client = open(url, given)
  t.teardown(() => adapter.close(client))
  return client
}

export const createTools = (): MapTools => toolsFor(city, 'BMKG', '2025-12-12')

export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../../adapters/bmkg/fixtures/${name}`, import.meta.url))
}

/** A site that serves these documents by path: for shapes that the demo never sends. */
export async function serving(
  t: Test,
  documents: Record<string, string | Buffer>
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const document = documents[request.url ?? '']
    response.writeHead(document === undefined ? 404 : 200).end(document)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const none = '{"Infogempa":{"gempa":[]}}'
const noWarnings = '<rss version="2.0"><channel></channel></rss>'
export const feed = (name: string, format = 'json'): string => `/DataMKG/TEWS/${name}.${format}`
export const alertPath = (code: string): string => `/alerts/nowcast/id/${code}_alert.xml`

/** All documents, of which those that are not given hold nothing. */
export const documents = (given: Record<string, string | Buffer>): Record<string, string | Buffer> => ({
  [feed('autogempa')]: none,
  [feed('gempaterkini')]: none,
  [feed('gempadirasakan')]: none,
  '/alerts/nowcast/id': noWarnings,
  ...given
})
