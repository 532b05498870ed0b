import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { fieldMeanings } from './log-fields.ts'

/** A kind of line that the hub writes. */
export interface LogKind {
  level: string
  /** `msg`; undefined where it tells of a setting. */
  message: string | undefined
  fields: string[]
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace']
const LOGGER = /(^|\.)(log|logger)$/
/** On every line. */
export const COMMON = ['level', 'time', 'msg']

/** Lines that are put together by hand; held to what is written by test/platform/telemetry/log-fields.test.ts. */
export const byHand: readonly LogKind[] = [
  { level: 'info, warn or error', message: 'request',
    fields: ['request_id', 'consumer', 'operation', 'status', 'outcome', 'cache', 'duration_ms', 'systems', 'trace_id',
      'span_id'] },
  { level: 'error', message: 'log lines lost', fields: ['lines'] }
]

/** Every kind of line, as the sources have it. */
export function readLogKinds(root: string): LogKind[] {
  const kinds = globSync('src/**/*.ts', { cwd: root })
    .filter(file => !/^src\/(cli|conformance)\//.test(file))
    .toSorted()
    .flatMap(file => kindsIn(readFileSync(join(root, file), 'utf8'), file))
  const known = new Map<string, LogKind>()
  for (const kind of [...byHand, ...kinds]) {
    const key = `${kind.level} ${kind.message}`
    const before = known.get(key)
    known.set(key, before === undefined ? kind : { ...kind, fields: [...new Set([...before.fields, ...kind.fields])] })
  }
  return [...known.values()]
}

function kindsIn(text: string, file: string): LogKind[] {
  if (!/\blog(ger)?\??\.(fatal|error|warn|info|debug|trace)\(/.test(text)) return []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const kinds: LogKind[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) &&
      LEVELS.includes(node.expression.name.text) && LOGGER.test(node.expression.expression.getText()))
    {
      const [first, second] = node.arguments
      const fields = first !== undefined && second !== undefined ? fieldsOf(first, source) : []
      for (const message of messagesOf(second ?? first))
        kinds.push({ level: node.expression.name.text, message, fields })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return kinds
}

function messagesOf(node: ts.Expression | undefined): (string | undefined)[] {
  if (node === undefined) return []
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (ts.isParenthesizedExpression(node)) return messagesOf(node.expression)
  if (ts.isConditionalExpression(node)) return [...messagesOf(node.whenTrue), ...messagesOf(node.whenFalse)]
  // A long text that stands on several lines.
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [messagesOf(node.left)[0], messagesOf(node.right)[0]]
    return [left === undefined || right === undefined ? undefined : left + right]
  }
  return [undefined]
}

/** Names of what an object may have, spreads and all, as far as this file shows them. */
function fieldsOf(node: ts.Expression, source: ts.SourceFile): string[] {
  if (ts.isParenthesizedExpression(node)) return fieldsOf(node.expression, source)
  if (ts.isBinaryExpression(node)) return fieldsOf(node.right, source)
  if (ts.isConditionalExpression(node)) return [...fieldsOf(node.whenTrue, source), ...fieldsOf(node.whenFalse, source)]
  if (ts.isIdentifier(node)) {
    const made = objectNamed(node.text, source)
    return made === undefined ? [] : fieldsOf(made, source)
  }
  if (!ts.isObjectLiteralExpression(node)) return []
  return node.properties.flatMap(property => (
    ts.isSpreadAssignment(property)
      ? fieldsOf(property.expression, source)
      : property.name === undefined
      ? []
      : [property.name.getText()]
  ))
}

function objectNamed(name: string, source: ts.SourceFile): ts.ObjectLiteralExpression | undefined {
  let found: ts.ObjectLiteralExpression | undefined
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer !== undefined &&
      ts.isObjectLiteralExpression(node.initializer)) found = node.initializer
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Puts the tables of fields and of lines between the markers of the documentation. */
export function describeLogLines(text: string, kinds: readonly LogKind[]): string {
  const fields = [...new Set([...COMMON, ...kinds.flatMap(kind => kind.fields)])].toSorted()
  const tables = {
    fields: ['| field | meaning |', '| --- | --- |',
      ...fields.map(field => `| \`${field}\` | ${fieldMeanings[field] ?? ''} |`)],
    lines: [
      '| line | level | fields |',
      '| --- | --- | --- |',
      ...kinds.toSorted((a, b) => ((a.message ?? '~') < (b.message ?? '~') ? -1 : 1))
        .map(({ level, message, fields: own }) =>
          `| ${
            message === undefined
              ? '*a setting that should be otherwise, in words*'
              : `\`${message.replaceAll('`', "'")}\``
          } | ${level} | ${own.map(field => `\`${field}\``).join(', ')} |`
        )
    ]
  }
  return Object.entries(tables).reduce((document, [name, rows]) => {
    const [start, end] = [`<!-- ${name}: generated -->\n`, `<!-- end of ${name} -->\n`]
    const [from, to] = [document.indexOf(start), document.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`docs/logs.md: the markers of ${name} are missing`)
    return `${document.slice(0, from)}${start}\n${rows.join('\n')}\n\n${document.slice(to)}`
  }, text)
}
