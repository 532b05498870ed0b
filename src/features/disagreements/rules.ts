import { createHash } from 'node:crypto'
import type { Contract } from '../../contract/contract.ts'
import { recordField } from '../../contract/record-fields.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { Comparison, Rule } from './model.ts'
import { type ComparisonConfig, type DisagreementsConfig, personalKeys, type RuleConfig } from './settings.ts'

/** The rules of a configuration, which has been checked, ready to be used. */
export function declareRules({ rules }: Pick<DisagreementsConfig, 'rules'>, contract: Contract): Rule[] {
  return Object.entries(rules).map(([name, rule]) => declareRule(name, rule, contract))
}

function declareRule(name: string, rule: RuleConfig, contract: Contract): Rule {
  const { title, resources, systems, key, from, compare } = rule
  const { title: _words, ...meaning } = rule
  return {
    name,
    title,
    resources: new Set(resources),
    ...(systems && { systems: new Set(systems) }),
    key: (personalKeys as readonly string[]).includes(key) ? { personal: key } : { path: key.split('.') },
    from: from === undefined ? 0 : Date.parse(`${from}T00:00:00+07:00`),
    comparisons: Object.entries(compare).map(([of, comparison]) =>
      declareComparison(of, comparison, resources, contract)
    ),
    version: createHash('sha256').update(JSON.stringify(meaning)).digest('hex').slice(0, 16)
  }
}

function declareComparison(
  name: string,
  { field, fields, ...comparison }: ComparisonConfig,
  resources: readonly ResourceName[],
  contract: Contract
): Comparison {
  const named: (readonly [ResourceName, string])[] = field !== undefined
    ? resources.map(resource => [resource, field])
    : Object.entries(fields ?? {}).map(([resource, path]) => [resource as ResourceName, path])
  const privacy = named.map(([resource, path]) => recordField(contract, recordSchemas[resource], path)?.privacy).find(
    found => found !== undefined
  )
  return { ...comparison, name, paths: new Map(named.map(([resource, path]) => [resource, path.split('.')])),
    ...(privacy !== undefined && { privacy }) }
}
