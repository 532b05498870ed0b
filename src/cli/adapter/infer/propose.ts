import type { Contract } from '../../../contract/contract.ts'
import type { ResourceName } from '../../../contract/resources.ts'
import { codeSource } from './code-source.ts'
import { type CodeTable, codeTablesOf } from './codes.ts'
import { type Column, columnsOf } from './columns.ts'
import type { ContentContext } from './contents.ts'
import { mapSource } from './map-source.ts'
import { matchColumns, type Matching } from './match.ts'
import { type Ranked, rankResources } from './resources.ts'
import type { Sample } from './sample.ts'
import { targetsOf } from './targets.ts'
import { rowNameOf, wireSource } from './wire-source.ts'

export interface Proposal {
  sample: Sample
  columns: readonly Column[]
  resource: ResourceName
  /** All resources in the order in which the rows fit them; empty when the resource was given. */
  ranked: readonly Ranked[]
  matching: Matching
  tables: readonly CodeTable[]
  /** By file name: wire.ts, map.ts, and codes.ts where there are codes. */
  files: ReadonlyMap<string, string>
}

export interface ProposeOptions {
  contract: Contract
  context: ContentContext
  /** Without it the likeliest is taken. */
  resource?: ResourceName | undefined
}

/** What an adapter for rows like these may look like. */
export function propose(sample: Sample, { contract, context, resource: given }: ProposeOptions): Proposal {
  const columns = columnsOf(sample.rows, { context, mayBeMissing: sample.format === 'xml' || sample.format === 'wsdl',
    ...(sample.declared && { declared: sample.declared }) })
  const ranked = given === undefined ? rankResources(columns, sample.names, contract) : []
  const [best] = ranked
  const resource = given ?? best?.resource ?? 'licences'
  const targets = targetsOf(contract, resource)
  const matching = best?.matching ?? matchColumns(columns, targets, resource)
  const tables = codeTablesOf(matching, sample.rows, columns)
  const rowName = rowNameOf(sample, columns)
  // Pairs hold the targets of their own matching.
  const own = best === undefined
    ? targets
    : targets.map(target => matching.pairs.find(pair => pair.target.path === target.path)?.target ?? target)
  const codes = codeSource(tables, resource)
  const files = new Map([
    ['wire.ts', wireSource(columns, matching, sample, rowName)],
    ['map.ts', mapSource({ resource, matching, targets: own, tables, rowName })],
    ...(codes === undefined ? [] : [['codes.ts', codes] as const])
  ])
  return { sample, columns, resource, ranked, matching, tables, files }
}
