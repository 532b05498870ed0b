import { basename } from 'node:path'
import type { Language } from '../../http/accept.ts'
import { type Html, html } from '../../http/html.ts'
import type { Panel } from '../../http/panels.ts'
import { PAGE_ICON } from '../portal/index.ts'
import { pageTexts } from './page-texts.ts'

/** Where the files of the page are. */
export const ASSETS = '/command-center/assets'

/** The modules of the page itself, in no order: the browser fetches them all at once. */
export const modules = ['main', 'words', 'dom', 'store', 'stream', 'session', 'sign-in', 'oidc', 'systems', 'figures',
  'charts', 'map', 'ticker', 'deliveries', 'dialogs', 'acting', 'system-acts', 'panels', 'panel-kit'] as const

/** Of a panel's module: it is served under this name, below that of the panel. */
export const fileName = (file: URL): string => basename(file.pathname)

export interface PageView {
  language: Language
  city: string
  timeZone: string
  /** What features bring. */
  panels: readonly Panel[]
}

/** The page without anything in it: it holds nothing that not everybody may see, so everybody may fetch it. */
export function commandCenterPage({ language, city, timeZone, panels }: PageView): Html {
  const panelsOf = (column: Panel['place']['column']): Html[] =>
    panels.filter(({ place }) => place.column === column).toSorted((a, b) => a.place.order - b.place.order).map(panel =>
      panel.section(language)
    )
  const words = pageTexts[language]
  const other: Language = language === 'id' ? 'en' : 'id'
  return html`<!doctype html>
<html lang="${language}" data-zone="${timeZone}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${words.title} · ${city}</title>
<link rel="icon" href="${PAGE_ICON}">
<link rel="stylesheet" href="${ASSETS}/command-center.css">
${modules.map(name => html`<link rel="modulepreload" href="${ASSETS}/${name}.js">`)}
${
    panels.flatMap(panel =>
      panel.modules.map(file => html`<link rel="modulepreload" href="${ASSETS}/${panel.name}/${fileName(file)}">`)
    )
  }
<script type="module" src="${ASSETS}/main.js"></script>
</head>
<body>
<a class="skip" href="#systems-head">${words.skip}</a>
<header class="top">
<h1><span class="city">${city}</span> <span class="what">${words.title}</span></h1>
<p class="link" id="link" role="status"></p>
<p class="time"><span id="clock" class="clock"></span> <span id="day" class="day"></span></p>
<nav class="tools" aria-label="${words.tools}">
<span id="who" class="who"></span>
<button type="button" id="sign-in">${words.signIn}</button>
<button type="button" id="theme" aria-label="${words.theme}" title="${words.theme}">\
<span aria-hidden="true">◐</span></button>
<a href="?lang=${other}" hreflang="${other}" lang="${other}">${words.other}</a>
</nav>
</header>
<noscript><p class="note">${words.noScript}</p></noscript>
<main data-panels="${panels.map(({ name }) => name).join(' ')}">
<section class="summary" id="summary" role="status" aria-live="polite"><p><span class="lamp" aria-hidden="true"></span>\
<strong id="summary-text">…</strong> <span id="summary-names"></span></p></section>
<section class="numbers" aria-labelledby="numbers-head"><h2 id="numbers-head" class="unseen">${words.numbers}</h2>\
<ul id="figures"></ul></section>
<div class="column">
<section class="wall" aria-labelledby="systems-head"><div class="head">\
<h2 id="systems-head" tabindex="-1">${words.systems}</h2><p id="systems-note" class="note" role="status"></p>\
<label class="unseen" for="search">${words.search}</label>\
<input id="search" type="search" placeholder="${words.search}" autocomplete="off"></div>\
<ul id="systems" class="systems"></ul></section>
<section class="deliveries" aria-labelledby="deliveries-head"><div class="head">\
<h2 id="deliveries-head">${words.deliveries}</h2><button type="button" id="pause-all" hidden></button></div>\
<p id="deliveries-totals" class="totals" role="status"></p><ul id="deliveries"></ul></section>
</div>
<div class="column">
<section class="city-map" aria-labelledby="map-head"><div class="head"><h2 id="map-head">${words.map}</h2>\
<label class="unseen" for="figure">${words.figure}</label><select id="figure">${
    Object.entries(words.figures).map(([name, text]) => html`<option value="${name}">${text}</option>`)
  }</select></div><div id="map" class="map"></div><p id="map-note" class="note"></p></section>
<section class="agencies" aria-labelledby="agencies-head"><div class="head">\
<h2 id="agencies-head">${words.agencies}</h2></div><table><thead><tr>${
    words.columns.map(({ text, isWide }) => html`<th scope="col"${isWide && html` class="wide"`}>${text}</th>`)
  }</tr></thead><tbody id="agencies"></tbody></table><p id="agencies-note" class="note"></p></section>${
    panelsOf('middle')
  }
</div>
<div class="column">${panelsOf('right')}
<section class="ticker" aria-labelledby="events-head"><div class="head"><h2 id="events-head">${words.events}</h2></div>\
<p id="events-note" class="note" role="status"></p>\
<ol id="events" tabindex="0" aria-label="${words.events}"></ol></section>
</div>
</main>
</body>
</html>
`
}
