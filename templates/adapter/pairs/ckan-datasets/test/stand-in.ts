import type { StandIn } from '../../../../../src/testing/index.ts'
import { serve, type Answered, type Asked } from '../../../../../test/suites/http-stand-in.ts'
import rows from '../adapter/fixtures/rows.json' with { type: 'json' }

const KEY = 'contoh-key-for-tests'

/** A small server that answers as CKAN does, with the data sets of the fixtures. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  const server = await serve(answer)
  return { ...server, settings: { api_key: KEY }, holds: { datasets: rows.length } }
}

const packages = rows.map((row, index) => ({ id: `0a1b2c3d-0000-4000-8000-${String(index).padStart(12, '0')}`, state: 'active', private: false, ...row }))

function answer({ path, query, headers }: Asked): Answered {
  if (headers.authorization !== KEY) return failure(403, 'Authorization Error')
  if (path === '/api/3/action/package_search') {
    const start = Number(query.get('start'))
    return result({ count: packages.length, results: packages.slice(start, start + Number(query.get('rows'))) })
  }
  const found = path === '/api/3/action/package_show' ? packages.find(({ name }) => name === query.get('id')) : undefined
  return found === undefined ? failure(404, 'Not Found Error') : result(found)
}

function result(value: unknown): Answered {
  return json({ help: '', success: true, result: value })
}

function failure(status: number, type: string): Answered {
  return json({ help: '', success: false, error: { __type: type, message: type } }, status)
}

function json(value: unknown, status = 200): Answered {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}
