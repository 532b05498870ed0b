import { plain } from './text.ts'
import type { Topic } from './wire.ts'

/** A topic as a service: with a name that no other topic has. */
export interface TopicRow {
  id: string
  name: string
  /** Name of the topic above; undefined for a root. */
  group: string | undefined
  /** Its own id, then those of the topics above it. */
  line: string[]
}

/**
 * Clients tell services apart by name, and LAPOR has a `Lainnya` under every root: such names take the parent's along.
 */
export function nameTopics(topics: readonly Topic[]): TopicRow[] {
  const byId = new Map(topics.map(topic => [topic.id, topic]))
  const rows = topics.map(topic => {
    const above = byId.get(topic.parent)
    return { id: topic.id, name: nameOf(topic), group: above && nameOf(above), line: lineOf(topic, byId) }
  })
  const withParent = distinguish(rows, ({ name, group }) => (group === undefined ? name : `${name} (${group})`))
  return distinguish(withParent, ({ name, id }) => `${name} [${id}]`)
}

function nameOf({ topic_name }: Topic): string {
  const name = plain(topic_name)
  return typeof name === 'string' ? name.replace(/\s+/g, ' ').trim() : ''
}

function lineOf(topic: Topic, byId: ReadonlyMap<string, Topic>): string[] {
  const line: string[] = []
  // A topic that is its own ancestor would go round for ever.
  for (let next: Topic | undefined = topic; next !== undefined && !line.includes(next.id); next = byId.get(next.parent))
    line.push(next.id)
  return line
}

function distinguish(rows: TopicRow[], rename: (row: TopicRow) => string): TopicRow[] {
  const times = new Map<string, number>()
  for (const { name } of rows) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1)
  return rows.map(row => ((times.get(row.name.toLowerCase()) ?? 0) > 1 ? { ...row, name: rename(row) } : row))
}
