/** What a policy must say so that a browser loads nothing from elsewhere and runs nothing that stands in a page. */
export function isStrict(policy: string | null): boolean {
  const rules = new Map(
    (policy ?? '').split(';').map(rule => rule.trim().split(/\s+/)).map(([name, ...sources]) => [name ?? '', sources])
  )
  const isOwn = (source: string): boolean =>
    ["'self'", "'none'", 'data:'].includes(source) || source.startsWith("'sha256-")
  return rules.get('default-src')?.join() === "'none'" &&
    ['base-uri', 'form-action', 'frame-ancestors'].every(name => rules.get(name)?.join() === "'none'") &&
    !(rules.get('script-src') ?? []).includes('data:') && [...rules.values()].flat().every(isOwn)
}
