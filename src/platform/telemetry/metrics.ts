import type { RequestLine } from './log.ts'

/** Numbers about the hub, as Prometheus reads them (text format 0.0.4). */
export interface Metrics {
  /** Runs for every request. */
  request(line: Pick<RequestLine, 'operation' | 'status' | 'cache' | 'durationMs'>): void
  /** A call to a system ended. `outcome`: `ok` or the code of the fault. */
  call(system: string, outcome: string, durationMs: number): void
  /** Is read when the numbers are: what others count, or how things stand. */
  gather(source: () => Iterable<Family>): void
  families(): Family[]
}

/** The series of one name. */
export interface Family {
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  /** How the numbers of several processes become one; `sum` when left out. */
  together?: 'sum' | 'max' | 'min'
  /** Labels as they are written, such as `{system="a"}`; for a histogram with the suffix of its name before them. */
  series: [labels: string, value: number][]
}

/** Upper bounds in seconds: a hit of the cache takes well under a millisecond, a slow system seconds. */
const BOUNDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** How long something took, each time. */
export interface Histogram {
  observe(seconds: number): void
  /** As series of a family, with these labels. */
  series(of: Readonly<Record<string, string>>): [labels: string, value: number][]
}

/** Requests of one operation. */
interface Requests {
  durations: Histogram
  /** By status and what the cache did, which are few. */
  counts: Map<string, number>
  last: { status: number; cache: string | undefined; key: string }
}

export function createMetrics(): Metrics {
  const requests = new Map<string, Requests>()
  const calls = new Map<string, { durations: Histogram; outcomes: Map<string, number> }>()
  const sources: (() => Iterable<Family>)[] = []

  return {
    request({ operation, status, cache, durationMs }) {
      let known = requests.get(operation)
      if (known === undefined)
        requests.set(operation,
          known = { durations: createHistogram(), counts: new Map(), last: { status: 0, cache: undefined, key: '' } })
      // Requests that follow each other are often alike.
      if (known.last.status !== status || known.last.cache !== cache) {
        known.last = { status, cache, key: labels({ operation, status: String(status), cache: cache ?? 'none' }) }
      }
      const { key } = known.last
      known.counts.set(key, (known.counts.get(key) ?? 0) + 1)
      known.durations.observe(durationMs / 1_000)
    },
    call(system, outcome, durationMs) {
      let known = calls.get(system)
      if (known === undefined) calls.set(system, known = { durations: createHistogram(), outcomes: new Map() })
      known.outcomes.set(outcome, (known.outcomes.get(outcome) ?? 0) + 1)
      known.durations.observe(durationMs / 1_000)
    },
    gather(source) {
      sources.push(source)
    },
    families() {
      const entries = [...calls]
      return [
        { name: 'satu_requests_total', help: 'Requests answered, by operation of the contract.', type: 'counter',
          series: [...requests.values()].flatMap(({ counts }) => [...counts]) },
        { name: 'satu_request_duration_seconds', help: 'From the first byte of a request to the end of its answer.',
          type: 'histogram',
          series: [...requests].flatMap(([operation, { durations }]) => durations.series({ operation })) },
        { name: 'satu_system_calls_total', help: 'Calls to legacy systems, by how they ended.', type: 'counter',
          series: entries.flatMap(([system, { outcomes }]) =>
            [...outcomes].map(([outcome, count]): [string, number] => [labels({ system, outcome }), count])
          ) },
        { name: 'satu_system_call_duration_seconds', help: 'Calls to legacy systems.', type: 'histogram',
          series: entries.flatMap(([system, { durations }]) => durations.series({ system })) },
        ...sources.flatMap(source => [...source()])
      ]
    }
  }
}

/** Labels as they are written. Values are the hub's own words: ids, codes and names of operations. */
export function labels(of: Readonly<Record<string, string>>): string {
  return `{${
    Object.entries(of).map(([name, value]) =>
      `${name}="${value.replace(/[\\"\n]/g, char => (char === '\n' ? '\\n' : `\\${char}`))}"`
    ).join(',')
  }}`
}

export function formatMetrics(families: readonly Family[]): string {
  return families
    .filter(({ series }) => series.length > 0)
    .map(({ name, help, type, series }) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...series.map(([of, value]) => `${name}${of} ${value}`), '']
        .join('\n')
    )
    .join('')
}

const joined = { sum: (a: number, b: number) => a + b, max: Math.max, min: Math.min }

/** The numbers of several processes as those of one. */
export function sumMetrics(processes: readonly (readonly Family[])[]): Family[] {
  const byName = new Map<string, { family: Family; values: Map<string, number> }>()
  for (const family of processes.flat()) {
    let known = byName.get(family.name)
    if (known === undefined) byName.set(family.name, known = { family, values: new Map() })
    for (const [of, value] of family.series) {
      const other = known.values.get(of)
      known.values.set(of, other === undefined ? value : joined[family.together ?? 'sum'](other, value))
    }
  }
  return [...byName.values()].map(({ family, values }) => ({ ...family, series: [...values] }))
}

/** @param bounds upper ones, in seconds, the lowest first */
export function createHistogram(bounds: readonly number[] = BOUNDS): Histogram {
  /** Of each bound alone; the last is for what is above all. */
  const counts = Array<number>(bounds.length + 1).fill(0)
  let sum = 0
  return {
    observe(seconds) {
      let at = 0
      while (at < bounds.length && seconds > (bounds[at] as number)) at++
      counts[at] = (counts[at] ?? 0) + 1
      sum += seconds
    },
    series(of) {
      let total = 0
      const buckets = counts.map((count, at): [string, number] => {
        total += count
        return [`_bucket${labels({ ...of, le: at < bounds.length ? String(bounds[at]) : '+Inf' })}`, total]
      })
      return [...buckets, [`_sum${labels(of)}`, sum], [`_count${labels(of)}`, total]]
    }
  }
}
