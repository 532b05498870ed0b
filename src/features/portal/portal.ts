import { type Html, html } from '../../http/html.ts'
import { type Language, type PortalLink, texts } from './portal-texts.ts'
import type { PublicSystem } from './public-status.ts'
import { shell } from './shell.ts'

export interface PortalView {
  language: Language
  city: string
  /** IANA name. */
  timeZone: string
  systems: readonly PublicSystem[]
  links: readonly PortalLink[]
}

/** The first page: what this is, how the applications fare, where to go on. */
export function portalPage({ language, city, timeZone, systems, links }: PortalView): Html {
  const words = texts[language]
  const other: Language = language === 'id' ? 'en' : 'id'
  const up = systems.filter(({ state }) => state === 'up').length
  return shell({
    lang: language,
    title: words.title(city),
    description: words.lead(city),
    styles: ['base.css', 'portal.css'],
    scripts: ['portal.js'],
    body: html`<a class="skip" href="#main">${words.skip}</a>
<header class="top"><p class="brand">Satu</p>\
<a class="language" href="/?lang=${other}" hreflang="${other}" lang="${other}">${words.other}</a></header>
<main id="main" tabindex="-1">
<section class="hero"><h1>${words.title(city)}</h1><p class="lead">${words.lead(city)}</p></section>
<section aria-labelledby="what"><h2 id="what">${words.about}</h2>${
      words.what.map(text => html`<p>${text}</p>`)
    }<p class="when">${words.privacy}</p></section>
<section aria-labelledby="status"><h2 id="status">${words.status}</h2>
<p class="summary" role="status" data-summary data-all="${words.summaries.all}" data-some="${words.summaries.some}">${
      (up === systems.length ? words.summaries.all : words.summaries.some).replace('{up}', String(up)).replace('{all}',
        String(systems.length))
    }</p>
<ul class="systems" data-systems data-states="${JSON.stringify(words.states)}">
${
      systems.map(({ id, name, agency, state, until, message }) =>
        html`<li data-id="${id}"><span class="name">${name}</span>${
          agency !== undefined && html` <span class="agency">${agency}</span>`
        } <span class="state ${state}" data-state>${words.states[state]}</span>${
          until !== undefined &&
          html`<p class="notice" data-until="${until}">${
            message?.[language]
          } ${words.until} <time datetime="${until}">${moment(until, language, timeZone)}</time>.</p>`
        }</li>`
      )
    }
</ul>
<p class="when" data-when data-text="${words.updated}" data-zone="${timeZone}">${words.noScript}</p></section>
<section aria-labelledby="links"><h2 id="links">${words.links}</h2>
<ul class="cards">${
      links.map(({ href, name, about }) =>
        html`<li><a href="${href}"><strong>${name[language]}</strong> <span>${about[language]}</span></a></li>`
      )
    }</ul></section>
</main>`
  })
}

/** Day and time as people of the city read them. */
function moment(time: string, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short',
    timeZone }).format(new Date(time))
}
