import type { Fate, Finding } from './run.ts'

/** The findings as docs/reliability.md shows them. */
export function tableOf(findings: readonly Finding[], fate: Fate): string {
  const heads = ['what is broken', 'the hub says', 'reads', 'writes', 'longest without a good read, write',
    'well again after']
  const rows = findings.map(({ name, said, reads, writes, longestWithoutRead, longestWithoutWrite, recoveryMs }) => [
    name,
    said,
    answersOf(reads),
    answersOf(writes),
    `${seconds(longestWithoutRead)}, ${seconds(longestWithoutWrite)}`,
    seconds(recoveryMs)
  ])
  const lines = [heads, heads.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`)
  return [...lines, '',
    `Of ${fate.acknowledged} writes that were acknowledged ${fate.lost} were lost and ${fate.doubled} doubled.`].join(
      '\n'
    )
}

function answersOf(answers: Record<string, number>): string {
  return Object.entries(answers).toSorted(([, a], [, b]) => b - a).map(([said, times]) => `${times} x ${said}`).join(
    ', '
  )
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}
