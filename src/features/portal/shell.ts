import { type Html, html, type Part } from '../../http/html.ts'

/** Nothing from outside, no script or style that stands in a page; what is asked for is asked of this hub alone. */
export const PAGE_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri " +
  "'none'; form-action 'none'; frame-ancestors 'none'"

export const PAGE_ICON = `data:image/svg+xml,${
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5d57"/>' +
      '<path d="M13 9l5-3v20" fill="none" stroke="#fff" stroke-width="4" stroke-linejoin="round" ' +
      'stroke-linecap="round"/></svg>'
  )
}`

export interface Shell {
  lang: string
  title: string
  description: string
  /** Names of files under /docs/assets/. */
  styles: readonly string[]
  scripts: readonly string[]
  body: Part
}

/** A whole page. */
export function shell({ lang, title, description, styles, scripts, body }: Shell): Html {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description}">
<title>${title}</title>
<link rel="icon" href="${PAGE_ICON}">
${styles.map(name => html`<link rel="stylesheet" href="/docs/assets/${name}">`)}
${scripts.map(name => html`<script type="module" src="/docs/assets/${name}"></script>`)}
</head>
<body>
${body}
</body>
</html>
`
}
