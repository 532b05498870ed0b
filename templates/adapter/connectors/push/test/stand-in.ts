import type { StandIn } from '../../../../../src/testing/index.ts'
import type { PushedMessage } from '../../../../../src/kit/index.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }

const KEY = 'contoh-key-for-tests'

/** Nothing that could be asked: messages as the system sends them, one for each row of the fixtures. */
export async function startContoh(): Promise<StandIn> {
  return {
    url: '',
    settings: { key: KEY },
    holds: { licences: rows.length },
    pushes: { licences: rows.map(message) },
    stop: async () => {}
  }
}

function message(row: object): PushedMessage {
  return {
    method: 'POST',
    path: 'izin',
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/json', 'x-api-key': KEY },
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(row)),
    receivedAt: '2026-11-20T15:00:00+07:00'
  }
}
