import { type Html, html } from '../../http/html.ts'
import type { ContractDocument } from './document.ts'
import { type GuideSection, guideSections } from './guide.ts'
import { inline, markdown } from './markdown.ts'
import { type PlacedOperation, viewOperation } from './operation-view.ts'
import { createSchemaView } from './schema-view.ts'
import { shell } from './shell.ts'

export interface Reference {
  /**
   * The guide (an empty name), or the operations of a tag. The address of the hub stands there as `HUB`.
   * @returns undefined when there is no such page
   */
  page(name: string): string | undefined
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The reference of the contract: a guide, and a page for each tag. Each page is made when it is first asked for. */
export function createReference(text: string, { isDevelopment }: { isDevelopment: boolean }): Reference {
  const made = new Map<string, string>()
  let parsed: Parsed | undefined
  return {
    page(name) {
      parsed ??= parse(JSON.parse(text) as ContractDocument, isDevelopment)
      const known = made.get(name)
      if (known !== undefined) return known
      const page = name === '' ? guidePage(parsed) : parsed.tags.has(name) ? tagPage(parsed, name) : undefined
      if (page === undefined) return undefined
      made.set(name, page.text)
      return page.text
    }
  }
}

interface Parsed {
  document: ContractDocument
  tags: ReadonlyMap<string, readonly PlacedOperation[]>
  guide: readonly GuideSection[]
}

function parse(document: ContractDocument, isDevelopment: boolean): Parsed {
  const tags = new Map<string, PlacedOperation[]>(document.tags.map(({ name }) => [name, []]))
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method]
      if (operation !== undefined)
        tags.get(operation.tags?.[0] ?? '')?.push({ method: method.toUpperCase(), path, operation })
    }
  }
  const { bearer, apiKey } = document.components.securitySchemes
  return { document, tags,
    guide: guideSections({ isDevelopment, bearer: bearer?.description ?? '', apiKey: apiKey?.description ?? '' }) }
}

function guidePage(parsed: Parsed): Html {
  const { document: { info, tags }, guide } = parsed
  return frame(parsed, '', 'API reference', info.summary ?? '', html`
<header class="intro"><h1>${info.title} API reference</h1><p class="lead">${info.summary}</p>
<p class="meta">Version ${info.version} · <a href="/openapi.json">OpenAPI 3.1</a> · \
<a href="/openapi-3.0.json">OpenAPI 3.0</a></p></header>
<div class="prose">
${
    guide.map(({ id, title, text }) =>
      html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title"><a href="#${id}">${title}</a></h2>${
        markdown(text)
      }</section>`
    )
  }
<section id="resources" aria-labelledby="resources-title"><h2 id="resources-title">\
<a href="#resources">Resources</a></h2>
<ul class="cards">${
    tags.map(({ name, description }) =>
      html`<li><a href="/docs/${name}"><strong>${titleOf(name)}</strong> <span>${
        inline(description ?? '')
      }</span></a></li>`
    )
  }</ul></section>
</div>`)
}

function tagPage(parsed: Parsed, name: string): Html {
  const { document, tags } = parsed
  const description = document.tags.find(tag => tag.name === name)?.description ?? ''
  const viewSchema = createSchemaView(document)
  return frame(parsed, name, titleOf(name), description, html`
<header class="intro"><h1>${titleOf(name)}</h1><p class="lead">${inline(description)}</p>
<details class="credential"><summary>Credential for “Try it”</summary>\
<label for="credential">Access token or API key</label>
<input id="credential" type="password" autocomplete="off" spellcheck="false">\
<p>It stays in this page, is sent to this hub alone, and is forgotten when you leave.</p></details></header>
${(tags.get(name) ?? []).map(placed => viewOperation(document, viewSchema, placed))}`)
}

function frame(parsed: Parsed, current: string, title: string, description: string, main: Html): Html {
  return shell({
    lang: 'en',
    title: `${title} · ${parsed.document.info.title}`,
    description,
    styles: ['base.css', 'reference.css'],
    scripts: ['reference.js'],
    body: html`<a class="skip" href="#main">Skip to the content</a>
<div class="layout">
<nav class="side" aria-label="Reference"><p class="brand"><a href="/">${parsed.document.info.title}</a></p>
<details class="menu" open><summary>Contents</summary>
<p class="group"><a href="/docs/"${current === '' && html` aria-current="page"`}>Guide</a></p>
${current === '' && html`<ul>${parsed.guide.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>`}
${
      [...parsed.tags].map(([name, operations]) =>
        html`<p class="group"><a href="/docs/${name}"${current === name && html` aria-current="page"`}>${
          titleOf(name)
        }</a></p>
${
          current === name && html`<ul>${
            operations.map(({ method, operation }) =>
              html`<li><a href="#${operation.operationId}"><span class="verb ${method.toLowerCase()}">${method}</span> \
${operation.summary}</a></li>`
            )
          }</ul>`
        }`
      )
    }
</details></nav>
<main id="main" tabindex="-1">${main}</main>
</div>`
  })
}

/** `licence-applications`: Licence applications. */
function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
