import type { Contract, JsonSchema } from '../../src/contract/contract.ts'
import type { Seeded } from '../kit/seeded.ts'

/** Nobody of the demo: if this number turns up where it was not asked for, something repeats what it was sent. */
export const CANARY_NIK = '3273024101709998'
export const CANARY_NAME = 'Kenari Rahasiawati'

export const words: readonly string[] = ['lampu', 'jalan', 'rusak', 'Dago', 'RT 003', 'émigré', 'Ünïcode', '中文', '🚧',
  'Jl. Ir. H. Juanda', 'a&b', '<b>', '"', "Jum'at", '%', '\\']

/** A value that fits a schema of the contract, by chance. */
export function validValue(contract: Contract, given: JsonSchema, random: Seeded): unknown {
  const schema = resolved(contract, given)
  const { properties, items, type, examples, enum: allowed, required = [] } = schema as {
    properties?: Record<string, JsonSchema>
    items?: JsonSchema
    type?: string
    examples?: unknown[]
    enum?: unknown[]
    required?: string[]
  }
  if (allowed !== undefined) return random.pick(allowed)
  if (properties !== undefined) {
    const kept = Object.entries(properties).filter(([name]) => required.includes(name) || random.int(0, 2) > 0)
    return Object.fromEntries(kept.map(([name, inner]) => [name, validValue(contract, inner, random)]))
  }
  if (type === 'object') return structuredClone(examples?.[0] ?? {})
  if (items !== undefined) {
    if (examples !== undefined && random.int(0, 1) === 0) return structuredClone(examples[0])
    const least = Number(schema['minItems'] ?? 0)
    return Array.from({ length: random.int(least, Math.min(Number(schema['maxItems'] ?? 3), Math.max(least, 3))) },
      () => validValue(contract, items, random))
  }
  if (type === 'boolean') return random.int(0, 1) === 0
  if (type === 'integer' || type === 'number') {
    const [low, high] = [Number(schema['minimum'] ?? 0), Number(schema['maximum'] ?? 1_000)]
    return random.pick([low, high,
      type === 'integer' ? random.int(low, Math.min(high, low + 1_000)) : low + (high - low) / random.int(1, 9),
      ...((examples as number[] | undefined) ?? [])])
  }
  // What has a form has an example of it.
  if (schema['pattern'] !== undefined || schema['format'] !== undefined) return examples?.[0] ?? 'x'
  if (examples !== undefined && random.int(0, 1) === 0) return examples[0]
  const [least, most] = [Number(schema['minLength'] ?? 0), Number(schema['maxLength'] ?? 200)]
  const text = Array.from({ length: random.int(1, 6) }, () => random.pick(words)).join(' ')
  return random.int(0, 20) === 0 ? 'x'.repeat(Math.min(most, 4_000)) : text.slice(0, most).padEnd(least, 'x')
}

/** A schema with what it refers to in its place. */
export function resolved(contract: Contract, schema: JsonSchema): JsonSchema {
  const { $ref: ref, ...beside } = schema as { $ref?: string }
  return ref === undefined
    ? schema
    : { ...resolved(contract, contract.schemas[ref.replace('#/components/schemas/', '')] ?? {}), ...beside }
}

/** JSON texts that no field is meant to hold, among them what parsers and databases trip over. */
export const oddJson: readonly string[] = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1e999',
  '-1e999',
  '1e-999',
  '0.1',
  '9007199254740993',
  '123456789012345678901234567890',
  '""',
  '" "',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"toString":1}',
  '{"length":-1}',
  '"__proto__"',
  '"constructor"',
  '"\\u202e\\u200b"',
  '"e\\u0301"',
  '"\\uff11\\uff12"',
  '"\\u0130\\u0131\\ufb01"',
  '"\\r\\nX: y"',
  '"\' OR 1=1 --"',
  '"${7*7}{{7*7}}"',
  '"<script>alert(1)</script>"',
  '"../../etc/passwd"',
  '"2026-02-30"',
  '"2026-13-45T99:99:99+07:00"',
  '"0000-00-00"',
  '"9999-12-31T23:59:59Z"',
  `"${'x'.repeat(5_000)}"`,
  `"${'😀'.repeat(1_100)}"`,
  `[${'0,'.repeat(300)}0]`,
  `"${CANARY_NIK}"`,
  `"${CANARY_NAME}"`,
  CANARY_NIK,
  '"\\u0000\\u0001\\u001f\\u007f\\u0085"',
  '"32.73.02"',
  '"javascript:alert(1)"',
  '"file:///etc/passwd"',
  '"http://169.254.169.254/latest/meta-data"'
]

/**
 * Texts for parameters and headers, as they stand in the request: percent-encoded where they must be to be sent at all.
 */
export const oddTexts: readonly string[] = [
  '',
  '%20',
  '%00',
  '%0d%0aX:%20y',
  '%',
  '%z',
  '%zz',
  '%u0041',
  '%ff',
  '%c3',
  '%c0%af',
  '%ed%a0%80',
  '%f0%9f%98%80',
  '%EF%BF%BD',
  '%252e%252e%252f',
  '%2525',
  '%2e%2e%2f',
  '..',
  '../..',
  '..;/',
  '..%5c',
  '.',
  '~',
  '*',
  '$',
  '%24%7b7*7%7d',
  '%7b%7b7*7%7d',
  '-1',
  '0',
  '1',
  '5',
  '100',
  '101',
  '1e5',
  '0x1',
  '1.5',
  '99999999999999999999',
  'NaN',
  'Infinity',
  'null',
  'undefined',
  'true',
  'all',
  '[]',
  '{}',
  '%5b%5d',
  ',',
  ',,',
  'a,b',
  'a,,b',
  '1,2,3,4',
  '107,-7,108,-6',
  '108,-6,107,-7',
  '1e308,1,1e309,2',
  'NaN,1,2,3',
  '-180,-90,180,90',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'x'.repeat(300),
  'x'.repeat(2_001),
  'lampu+jalan',
  'lampu%20jalan',
  '%E2%80%AE',
  '%CC%81',
  'e%CC%81',
  '%EF%BC%91',
  '%C4%B0',
  "'%20OR%201=1--",
  '%22',
  '%3Cscript%3E',
  '2016-02-03T00:00:00Z',
  '2016-02-03T00:00:00%2B07:00',
  '2016-02-03T00:00:00+07:00',
  '2016-02-30',
  '2016-12-31T23:59:60Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2016-02-03T00:00:00.999999999999999%2B23:59',
  '2016',
  '32.73.02',
  '32.73.99',
  'DPU',
  'NASA',
  'closed',
  'in_progress',
  'paid',
  'eyJxIjoidU02dHR3In0',
  'eyJ',
  'o1',
  'o999999999999',
  'a1',
  'MQ',
  CANARY_NIK,
  encodeURIComponent(CANARY_NAME)
]

export const oddNames: readonly string[] = ['x', 'limit', 'LIMIT', 'limit[]', 'limit[0]', 'cursor', 'q', '__proto__',
  'constructor', '%00', '%ff', '', '%20', 'a'.repeat(500), CANARY_NIK, 'api_key', '_method', 'format', 'callback']
