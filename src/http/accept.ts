/** What people read here. */
export type Language = 'id' | 'en'

/**
 * What a caller of `/` wants: browsers name HTML, clients of the API JSON, and all others say that anything will do.
 */
export function wantedOf(accept: string | undefined): 'html' | 'json' | 'any' {
  const types = weighed(accept ?? '*/*')
  const best = (...names: string[]): number =>
    Math.max(0, ...types.filter(({ name }) => names.includes(name)).map(({ weight }) => weight))
  const [html, json] = [best('text/html', 'application/xhtml+xml'), best('application/json')]
  return html === 0 && json === 0 ? 'any' : html >= json ? 'html' : 'json'
}

/** The first of the languages that a reader names which there is; Indonesian otherwise. */
export function languageOf(asked: string | null, acceptLanguage: string | undefined): Language {
  if (asked === 'id' || asked === 'en') return asked
  const found = weighed(acceptLanguage ?? '').map(({ name }) => name.split('-')[0]).find(name =>
    name === 'id' || name === 'in' || name === 'en'
  )
  return found === 'en' ? 'en' : 'id'
}

/** The entries of a header with weights (RFC 9110, section 12.4.2), the most wanted first. */
function weighed(header: string): { name: string; weight: number }[] {
  return header.split(',').map(entry => {
    const [name = '', ...parameters] = entry.split(';').map(part => part.trim().toLowerCase())
    const weight = Number(parameters.find(parameter => parameter.startsWith('q='))?.slice(2) ?? 1)
    return { name, weight: Number.isFinite(weight) ? weight : 0 }
  }).filter(({ name, weight }) => name !== '' && weight > 0).sort((a, b) => b.weight - a.weight)
}
